package io.htmap.condor.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.htmap.condor.CondorCommandException;
import io.htmap.internal.store.MapDirectory;
import io.htmap.spi.Action;
import io.htmap.spi.ComponentSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ActionsTest {
    private static final String RUNNING = "echo '[{\"ClusterId\": 7, \"ProcId\": 0, \"JobStatus\": 2}]'";
    private static final ComponentSet FIRST = ComponentSet.of(0);

    @TempDir
    private Path folder;

    private ScriptedPool pool;
    private MapDirectory map;

    @BeforeEach
    void makeMap() throws IOException {
        pool = new ScriptedPool(folder);
        map = pool.create(3);
        ScriptedPool.log(map, ScriptedPool.submitted(0), ScriptedPool.submitted(1), ScriptedPool.executing(0));
    }

    @Test
    void whoEndsInBetweenIsNotReached() throws IOException {
        pool.program("condor_q", "[ -e " + folder + "/ended ] || " + RUNNING);
        pool.program("condor_vacate_job", "touch " + folder + "/ended; echo \"Couldn't find/vacate\" >&2; exit 1");

        assertThat(pool.scheduler().act(map, Action.VACATE, FIRST)).isZero();
        assertThat(pool.called("condor_vacate_job")).hasSize(1);
    }

    @Test
    void aFailureIsOneWhereItStillApplies() throws IOException {
        pool.program("condor_q", RUNNING);
        pool.program("condor_hold", "echo 'permission denied' >&2; exit 1");

        assertThatThrownBy(() -> pool.scheduler().act(map, Action.HOLD, FIRST))
                .isInstanceOf(CondorCommandException.class)
                .hasMessageContaining("permission denied");
    }

    @Test
    void onlyTheMapsOwnJobsAreMeant() throws IOException {
        pool.program("condor_q", RUNNING);

        assertThat(pool.scheduler().act(map, Action.HOLD, FIRST)).isEqualTo(1);

        assertThat(pool.called("condor_hold"))
                .containsExactly("condor_hold -reason held on request -constraint HtmapMap == \"" + map.id()
                        + "\" && ProcId == 0");
    }

    @Test
    void aClusterThatIsAnotherMapsByNowIsLeftAlone() throws IOException {
        assertThat(pool.scheduler().act(map, Action.REMOVE, ComponentSet.all(3)))
                .isZero();

        assertThat(pool.called("condor_rm")).isEmpty();
        assertThat(pool.called("condor_qedit")).isEmpty();
    }

    @Test
    void aRemovalIsCarriedOutWhenTheScheddIsBack() throws IOException {
        ScriptedPool.log(map, ScriptedPool.terminated(1));
        pool.program("condor_q", "echo 'no schedd' >&2; exit 1");

        assertThat(pool.scheduler().act(map, Action.REMOVE, ComponentSet.of(0, 1)))
                .as("one has ended")
                .isEqualTo(1);
        pool.open(map);
        assertThat(pool.called("condor_rm")).isEmpty();

        pool.program("condor_q", RUNNING);
        pool.open(map);

        assertThat(pool.called("condor_rm")).singleElement().asString().endsWith("&& ProcId == 0");
        assertThat(new CondorFolder(map).removing()).doesNotExist();
    }

    @Test
    void aPauseThatAProgramLeftIsEnded() throws IOException {
        pool.program("condor_q", "echo '[{\"ClusterId\": 7, \"JobMaterializePaused\": 1}]'");
        Path pausing = Files.createFile(new CondorFolder(map).pausing());

        pool.open(map);

        assertThat(pool.called("condor_qedit")).containsExactly("condor_qedit 7 JobMaterializePaused 0");
        assertThat(pausing).doesNotExist();
    }

    @Test
    void aMapIsForgottenWithAllClustersThatItHas() throws IOException {
        pool.program(
                "condor_q",
                "[ -e " + folder + "/gone ] || [ $1 != -factory ] || echo '[{\"ClusterId\": 7}, {\"ClusterId\": 9}]'");
        pool.program("condor_rm", "[ $1 != 9 ] || touch " + folder + "/gone");
        Files.writeString(map.manifest(), "damaged");

        pool.scheduler().forget(map);

        assertThat(pool.called("condor_rm")).containsExactly("condor_rm 7", "condor_rm 9");
    }
}
