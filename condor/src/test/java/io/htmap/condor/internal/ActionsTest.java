package io.htmap.condor.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.htmap.SchedulerException;
import io.htmap.Status;
import io.htmap.condor.CondorCommandException;
import io.htmap.internal.store.MapDirectory;
import io.htmap.runtime.internal.io.RecordKind;
import io.htmap.spi.Action;
import io.htmap.spi.ComponentSet;
import io.htmap.spi.Resource;
import io.htmap.spi.Scheduler.Fate;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
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
        ScriptedPool.log(map, ScriptedPool.submitted(0), ScriptedPool.submitted(1), ScriptedPool.terminated(1));
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
    void aScheddThatKnowsNothingOfAMapOfAnotherIsNotBelieved() throws IOException {
        Files.writeString(new CondorFolder(map).schedd(), "the schedd of the machine other");

        assertThatThrownBy(() -> pool.scheduler().act(map, Action.REMOVE, FIRST))
                .isInstanceOf(SchedulerException.class)
                .hasMessageContaining("was submitted to the schedd of the machine other, and the schedd of the machine")
                .hasMessageContaining("HTMAP_CONDOR_SCHEDD");
        assertThatThrownBy(() -> pool.scheduler().edit(map, Resource.MEMORY, 1, FIRST))
                .isInstanceOf(SchedulerException.class);
        assertThatThrownBy(() -> pool.scheduler().forget(map))
                .isInstanceOf(SchedulerException.class)
                .hasMessageContaining("was submitted to the schedd of the machine other");
        assertThat(pool.called("condor_rm")).isEmpty();

        ScriptedPool.log(map, ScriptedPool.terminated(0), ScriptedPool.terminated(1));
        ScriptedPool.log(map, ScriptedPool.submitted(2), ScriptedPool.terminated(2));
        pool.scheduler().forget(map);
    }

    @Test
    void aScheddThatHasJobsOfAMapIsTheRightOneWhateverItIsCalled() throws IOException {
        Files.writeString(new CondorFolder(map).schedd(), "the schedd of the machine other");
        pool.program("condor_q", RUNNING);

        assertThat(pool.scheduler().act(map, Action.HOLD, FIRST)).isEqualTo(1);
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

    @Test
    void aMapWhoseJobsAreLeavingAlreadyIsForgottenOnceTheyHaveLeft() throws IOException {
        String leaving = RUNNING.replace("\"JobStatus\": 2", "\"JobStatus\": 3");
        pool.program("condor_rm", "touch " + folder + "/asked; echo \"Couldn't find/remove all jobs\" >&2; exit 1");
        pool.program(
                "condor_q",
                "[ -e " + folder + "/left ] || case $1 in -factory) ;; *) " + leaving + "; [ ! -e " + folder
                        + "/asked ] || touch " + folder + "/left ;; esac");

        pool.scheduler().forget(map);

        assertThat(pool.called("condor_rm")).containsExactly("condor_rm 7");
        assertThat(folder.resolve("left")).exists();
    }

    @Test
    void aMapThatCannotBeTakenOutOfTheQueueIsNotForgotten() throws IOException {
        pool.program("condor_q", "[ $1 = -factory ] || " + RUNNING);
        pool.program("condor_rm", "echo 'permission denied' >&2; exit 1");

        assertThatThrownBy(() -> pool.scheduler().forget(map))
                .isInstanceOf(CondorCommandException.class)
                .hasMessageContaining("permission denied");
    }

    @Test
    void whatARemovedComponentWroteIsNotPromised() throws IOException {
        pool.program("condor_config_val", "echo " + folder + "/spool");

        assertThat(written(Status.RUNNING)).contains("attempt 1", "brings it when the component ends");
        assertThat(written(Status.REMOVED))
                .contains("attempt 1", "the component was removed")
                .doesNotContain("ends");
    }

    private String written(Status status) {
        Fate log = new Fate(status, List.of(Instant.EPOCH), List.of(Optional.empty()));
        return new String(
                pool.scheduler().live(map, RecordKind.STDOUT, 0, 1, log).orElseThrow(), StandardCharsets.UTF_8);
    }
}
