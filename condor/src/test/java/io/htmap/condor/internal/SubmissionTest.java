package io.htmap.condor.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.htmap.SchedulerException;
import io.htmap.internal.embedded.Hosts;
import io.htmap.internal.store.MapDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a program finds that opens a map which another one was submitting when it died. */
class SubmissionTest {
    private static final String ANOTHERS = "[ $1 != -factory ] || echo '[{\"ClusterId\": 9}]'";

    @TempDir
    private Path folder;

    private ScriptedPool pool;
    private MapDirectory map;
    private CondorFolder condor;

    @BeforeEach
    void makeMapThatIsNotRecorded() throws IOException {
        pool = new ScriptedPool(folder);
        map = pool.create(1);
        condor = new CondorFolder(map);
        Files.delete(condor.cluster());
    }

    @Test
    void nothingIsLeftOfOneThatWentWell() throws IOException {
        pool.scheduler().submit(map);

        assertThat(new SubmittingNote(condor).isThere()).isFalse();
        assertThat(condor.cluster()).hasContent("7");
    }

    @Test
    void aTokenThatNobodyTookCanBeTakenNoMore() throws IOException {
        Path token = new SubmittingNote(condor).token();

        pool.scheduler().submit(map);

        assertThat(token).doesNotExist();
        assertThat(pool.called("condor_submit")).as("when made, and now").hasSize(2);
    }

    @Test
    void theEndOfAnOrphanIsAwaited() throws Exception {
        Path token = new SubmittingNote(condor).token();
        pool.program("condor_q", "[ ! -e " + folder + "/submitted ] || " + ANOTHERS);
        pool.program("condor_submit", "read line; touch " + folder + "/submitted");
        Process orphan = new ProcessBuilder(
                        folder.resolve("bin").resolve("condor_submit").toString())
                .directory(folder.toFile())
                .start();
        Files.move(token, Path.of(new SubmittingNote(condor).taken() + orphan.pid()));

        Thread submission = new Thread(() -> pool.scheduler().submit(map));
        submission.start();
        while (submission.getState() != Thread.State.TIMED_WAITING) {
            Thread.onSpinWait();
        }
        orphan.getOutputStream().close();
        submission.join();

        assertThat(condor.cluster()).hasContent("9");
        assertThat(pool.called("condor_submit")).as("when made, and the orphan").hasSize(2);
    }

    @Test
    void ofAnotherMachinesProcessTheScheddKnows() throws IOException {
        Files.createFile(condor.path().resolve("submitting.by.elsewhere." + Hosts.name() + ".1"));
        pool.program("condor_q", ANOTHERS);

        pool.scheduler().submit(map);

        assertThat(condor.cluster()).hasContent("9");
        assertThat(pool.called("condor_submit")).as("when made").hasSize(1);
    }

    @Test
    void whatAnotherMachineMayHaveSubmittedToItsOwnScheddIsLeftToIt() throws IOException {
        Files.createFile(condor.path().resolve("submitting.by.elsewhere." + Hosts.name() + ".1"));
        Files.writeString(condor.schedd(), "the schedd of the machine elsewhere");

        assertThatThrownBy(() -> pool.scheduler().submit(map))
                .isInstanceOf(SchedulerException.class)
                .hasMessageContaining("was submitted to the schedd of the machine elsewhere");
        assertThat(pool.called("condor_submit")).as("when made").hasSize(1);
        assertThat(new SubmittingNote(condor).isThere()).isTrue();
    }
}
