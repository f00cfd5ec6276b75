package io.htmap.condor.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.htmap.HtmapException;
import io.htmap.Status;
import io.htmap.condor.CondorCommandException;
import io.htmap.internal.store.MapDirectory;
import io.htmap.spi.Action;
import io.htmap.spi.ComponentSet;
import io.htmap.spi.RerunFrom;
import io.htmap.spi.Resource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RerunsTest {
    private static final ComponentSet SECOND = ComponentSet.of(1);
    private static final int AFTER = 7;

    @TempDir
    private Path folder;

    private ScriptedPool pool;
    private MapDirectory map;
    private CondorFolder condor;

    @BeforeEach
    void makeMap() throws IOException {
        pool = new ScriptedPool(folder);
        map = pool.create(2);
        condor = new CondorFolder(map);
        ScriptedPool.log(map, ScriptedPool.submitted(0), ScriptedPool.submitted(1), ScriptedPool.executing(1));
        pool.program("condor_submit", logs("htmap component 1") + "; echo '9.0 - 9.0'");
    }

    private String logs(String note) {
        return "printf '000 (009.000.000) 2026-11-27 06:00:00 Job submitted from host: <10.73.0.1:9618>\\n    " + note
                + "\\n    htmap again from scratch\\n...\\n' >>" + map.eventLog();
    }

    private int rerun() {
        return pool.newScheduler().rerun(map, RerunFrom.SCRATCH, AFTER, SECOND);
    }

    private Status status(int component) {
        return OpenComponents.state(map).status(component);
    }

    @Test
    void aComponentThatIsOverGetsAnotherJob() throws IOException {
        ScriptedPool.log(map, ScriptedPool.terminated(1));

        assertThat(rerun()).isEqualTo(1);

        assertThat(status(1)).isEqualTo(Status.IDLE);
        Rerun rerun = Rerun.all(condor).get(0);
        assertThat(rerun.cluster()).hasValue(9);
        assertThat(rerun.isDone()).isTrue();
        assertThat(rerun.from()).isEqualTo(RerunFrom.SCRATCH);
        assertThat(rerun.firstAttempts()).isEqualTo(Map.of(1, 2));
        assertThat(Files.readAllLines(rerun.description()))
                .contains(
                        "My.HtmapComponent = $(htmap_component)",
                        "output = results/$(htmap_component).out",
                        "submit_event_notes = htmap component $(htmap_component)",
                        "submit_event_user_notes = htmap again from scratch")
                .noneMatch(line -> line.startsWith("max_materialize"))
                .last()
                .asString()
                .startsWith("queue htmap_component, ")
                .endsWith(" from condor/again/1/items");
        assertThat(new SubmittingNote(condor).isThere()).isFalse();

        assertThat(rerun()).as("asked again").isEqualTo(1);
        pool.open(map);
        assertThat(pool.called("condor_submit")).as("when made, and once again").hasSize(2);
    }

    @Test
    void itsActionsAreThoseOfItsLaterJob() throws IOException {
        ScriptedPool.log(map, ScriptedPool.terminated(1));
        rerun();
        pool.program("condor_q", "echo '[{\"ClusterId\": 9, \"ProcId\": 0, \"JobStatus\": 1}]'");

        assertThat(pool.newScheduler().act(map, Action.HOLD, SECOND)).isEqualTo(1);

        assertThat(pool.called("condor_hold"))
                .singleElement()
                .asString()
                .endsWith("HtmapMap == \"" + map.id() + "\" && ClusterId == 9 && (ProcId == 0)");
    }

    @Test
    void aHeldJobIsRemovedOnceThereIsAnother() throws IOException {
        ScriptedPool.log(
                map, "012 (007.001.000) 2026-11-27 05:15:50 Job was held.\n\tby me\n\tCode 1 Subcode 0\n...\n");
        pool.program(
                "condor_q",
                "[ -e " + folder + "/gone ] || echo '[{\"ClusterId\": 7, \"ProcId\": 1, \"JobStatus\": 5}]'");
        pool.program("condor_config_val", "echo " + folder + "/spool");
        pool.program("condor_rm", "touch " + folder + "/gone");

        assertThat(rerun()).isEqualTo(1);

        assertThat(pool.called("condor_rm")).containsExactly("condor_rm 7.1");
        assertThat(status(1)).isEqualTo(Status.IDLE);
    }

    @Test
    void whatWasSubmittedByWhoDiedIsFoundInTheLog() throws IOException {
        ScriptedPool.log(map, ScriptedPool.terminated(1));
        rerun();
        Path again = Rerun.all(condor).get(0).path();
        Files.delete(again.resolve("cluster"));
        Files.delete(again.resolve("done"));
        new SubmittingNote(condor).token();

        pool.open(map);

        assertThat(Rerun.all(condor).get(0).cluster()).hasValue(9);
        assertThat(pool.called("condor_submit")).as("when made, and once again").hasSize(2);
        assertThat(new SubmittingNote(condor).isThere()).isFalse();
    }

    @Test
    void whatHTCondorRefusesIsNotPromisedAnyMore() throws IOException {
        ScriptedPool.log(map, ScriptedPool.terminated(1));
        pool.program("condor_submit", "echo 'too many jobs' >&2; exit 1");

        assertThatThrownBy(this::rerun)
                .isInstanceOf(CondorCommandException.class)
                .hasMessageContaining("too many jobs");

        assertThat(status(1)).isEqualTo(Status.COMPLETED);
        assertThat(Rerun.all(condor)).isEmpty();
        pool.open(map);
        assertThat(pool.called("condor_submit")).as("when made, and once again").hasSize(2);
    }

    @Test
    void aQueueThatWasMadeAnewIsRefused() throws IOException {
        ScriptedPool.log(map, ScriptedPool.terminated(1));
        pool.program("condor_submit", "echo '3.0 - 3.0'");

        assertThatThrownBy(this::rerun)
                .isInstanceOf(HtmapException.class)
                .hasMessageContaining("counts its clusters from 1: 3 is not behind 7");

        assertThat(pool.called("condor_rm")).containsExactly("condor_rm 3");
        assertThat(status(1)).isEqualTo(Status.COMPLETED);
    }

    @Test
    void whatRunsIsRefused() throws IOException {
        assertThatThrownBy(this::rerun)
                .isInstanceOf(HtmapException.class)
                .hasMessageContaining("component 1 is running: it cannot be run again before it is over");
        ScriptedPool.log(map, ScriptedPool.terminated(1));
        assertThatThrownBy(() -> pool.scheduler().rerun(map, RerunFrom.NEWEST, AFTER, SECOND))
                .hasMessageContaining("component 1 has no newest checkpoint any more");
        assertThat(pool.called("condor_submit")).as("when made").hasSize(1);
    }

    @Test
    void aMapOfAnEarlierVersionIsRefused() throws IOException {
        ScriptedPool.log(map, ScriptedPool.terminated(1));
        Files.writeString(condor.script(), "#!/bin/sh\n");

        assertThatThrownBy(this::rerun).hasMessageContaining("was made by an earlier version");
    }

    @Test
    void whatWasChangedGoesOnToCount() throws IOException {
        pool.program("condor_q", "echo '[{\"ClusterId\": 7, \"ProcId\": 1, \"JobStatus\": 2}]'");
        pool.scheduler().edit(map, Resource.MEMORY, 300, SECOND);
        pool.scheduler().edit(map, Resource.DISK, 70, SECOND);
        pool.scheduler().edit(map, Resource.MEMORY, 400, SECOND);
        ScriptedPool.log(map, ScriptedPool.terminated(1));
        pool.program("condor_q", "exit 0");

        rerun();

        Path items = Rerun.all(condor).get(0).path().resolve("items");
        assertThat(Files.readAllLines(items)).singleElement().satisfies(line -> {
            AgainItem item = AgainItem.parse(line);
            assertThat(item.component()).isEqualTo(1);
            assertThat(item.memoryMb()).isEqualTo(400);
            assertThat(item.diskMb()).isEqualTo(70);
            assertThat(item.saved()).isEqualTo("condor/skeleton/none");
        });
    }
}
