package io.htmap.condor.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the script of a job makes of each end of Java, and of being told to leave; a shell script is its Java. */
@Tag("process")
class RunScriptTest extends RunScriptFixture {
    @ParameterizedTest
    @CsvSource({
        // of its own will
        "S--081, 81, 81",
        "S--082, 82, 82",
        "S--083, 83, 83",
        "---086, 86, 86",
        "S--084, 84, 93",
        "S--080, 80, 93",
        "S--087, 87, 93",
        "S--088, 88, 88",
        "S--000,  0, 81",
        // the function's doing
        "SX----,  7, 92",
        "SX----, 80, 92",
        "S-----, 80, 96",
        "S-----,  2, 96",
        "S-----, 127, 96",
        "S-----, 134, 95",
        // the node's
        "S-----, 137, 93",
        "S-----, 143, 93",
        "------, 137, 93",
    })
    void itUploadsAndThenEndsWithWhatIsToBecomeOfTheJob(String marks, int java, int end) throws Exception {
        java("printf %s '" + marks + "' >../marks; exit " + java);

        assertThat(run()).isEqualTo(CHECKPOINT);
        assertThat(state("verdict")).isEqualTo(Integer.toString(end));
        assertThat(state("ends")).isEqualTo("1 " + java + " " + marks);

        assertThat(run()).as("after the upload").isEqualTo(end);
        assertThat(state("verdict")).isEmpty();
    }

    /** Marks: exit code at 4, generation restored at 9, generations committed at 17. */
    @ParameterizedTest
    @CsvSource({
        "SX------00000012--------, 3, '12 1'",
        "S-------00000012--------, 134, '12 1'",
        "S-------00000012--------, 7, '12 1'",
        "S-M082--00000012--------, 82, '12 1'",
        "S--001--00000012--------, 1, '12 1'",
        // it has saved
        "SX------0000001200000001, 3, ''",
        // it began from nothing
        "SX------00000000--------, 3, ''",
        // the node's fault, and the disk's
        "S-------00000012--------, 137, ''",
        "S--081--00000012--------, 81, ''",
        "--------00000012--------, 7, ''",
    })
    void aRestartThatFailedIsNoted(String marks, int java, String noted) throws Exception {
        java("printf %s '" + marks + "' >../marks; echo x >../state/output; mkdir -p ../state/ckpt; exit " + java);
        run();

        Path failures = sandbox.resolve("state").resolve("ckpt").resolve("failures");
        assertThat(Files.exists(failures) ? Files.readString(failures).strip() : "")
                .isEqualTo(noted);
    }

    @ParameterizedTest
    @CsvSource({"0", "1"})
    void anOutputIsTheLastWord(int code) throws Exception {
        java("printf 'S--00" + code + "' >../marks; echo x >../state/output; mkdir ../state/ckpt; exit " + code);

        assertThat(run()).isEqualTo(code);
        assertThat(state("ends")).isEqualTo("1 " + code + " S--00" + code);
        assertThat(sandbox.resolve("state").resolve("ckpt").toFile().exists()).isEqualTo(code == 1);

        Files.delete(sandbox.resolve(".attempt"));
        java("exit 9");
        assertThat(run()).as("on the next node, if HTCondor asks for it").isEqualTo(code);
    }

    @Test
    void aCommitGoesOnAsTheSameAttempt() throws Exception {
        java("printf 'S--085' >../marks; exit 85");
        assertThat(run()).isEqualTo(CHECKPOINT);
        assertThat(state("verdict")).isEmpty();

        String marks = "S--083" + "0".repeat(122);
        java("cat ../earlier; echo $*; printf " + marks + " >../marks; exit 83");
        assertThat(run()).isEqualTo(CHECKPOINT);
        assertThat(Files.readString(folder.resolve("out"))).contains("S--085-Xmx300m -XX:ActiveProcessorCount=3");
        assertThat(state("starts")).isEqualTo("1 12");
        assertThat(state("ends")).isEqualTo("1 83 " + marks);
    }

    @Test
    void whoCannotNoteItsEndHasTheNoteOfItsLastCommit() throws Exception {
        for (String commit : List.of("first", "last")) {
            java("printf 'S--085 " + commit + "' >../marks; exit 85");
            assertThat(run()).isEqualTo(CHECKPOINT);
        }
        assertThat(state("ends")).as("as long as it may go on").isEmpty();

        moveOn();
        java("printf 'S--080' >../marks; exit 80");
        assertThat(run()).isEqualTo(CHECKPOINT);
        assertThat(state("ends")).isEqualTo("1 85 S--085 last\n2 80 S--080");
        assertThat(state("committed")).isEmpty();
    }

    @Test
    void lossesInARowAreCounted() throws Exception {
        java("printf 'S-----' >../marks; exit 137");
        int end = 0;
        for (int loss = 1; loss <= 3; loss++) {
            assertThat(run()).isEqualTo(CHECKPOINT);
            end = run();
            Files.delete(sandbox.resolve(".attempt"));
            assertThat(end).isEqualTo(loss < 3 ? 93 : JobEnds.TOO_MANY_LOSSES);
        }
    }

    @Test
    void whoGetsNowhereAgainAndAgainIsHeld() throws Exception {
        for (int loss = 1; loss <= 3; loss++) {
            // a loss of the node in between counts as well
            java(loss == 2 ? "printf 'S-----' >../marks; exit 137" : "printf 'S--087' >../marks; exit 87");
            assertThat(run()).isEqualTo(CHECKPOINT);
            assertThat(run()).isEqualTo(loss < 3 ? 93 : JobEnds.STALLED_TOO_OFTEN);
            Files.delete(sandbox.resolve(".attempt"));
        }
    }

    @Test
    void theRunTimeOfAllAttemptsCountsUntilItWasUsedUp() throws Exception {
        String marks = "S--%s--00000000----------------000000000%s000000000";
        limits = List.of("2500", "9000");
        java("echo $*; printf '" + String.format(marks, "080", 4) + "' >../marks; exit 80");
        assertThat(leftAfterRun()).isEqualTo("2500 9000");
        java("echo $*; printf '" + String.format(marks, "088", 5) + "' >../marks; exit 88");
        assertThat(leftAfterRun()).isEqualTo("2500 5000");
        assertThat(leftAfterRun()).isEqualTo("2500 9000");
    }

    private String leftAfterRun() throws Exception {
        run();
        String out = Files.readString(folder.resolve("out"));
        run();
        Files.delete(sandbox.resolve(".attempt"));
        return out.substring(out.indexOf(" 1800000 ") + 9).lines().findFirst().orElseThrow();
    }

    @Test
    void withoutAnyJavaItSaysSo() throws Exception {
        assertThat(run()).isEqualTo(JobEnds.NO_JAVA);
    }

    @Test
    void anOldJavaIsNotStarted() throws Exception {
        java("touch " + folder + "/started");
        Files.writeString(jdk.resolve("release"), "JAVA_VERSION=\"1.8.0_402\"\n");

        assertThat(run()).isEqualTo(JobEnds.OLD_JAVA);
        assertThat(folder.resolve("started")).doesNotExist();
    }

    @Test
    void aJavaThatDoesNotStartIsNotTriedForEver() throws Exception {
        java("exit 1");

        assertThat(run()).isEqualTo(JobEnds.JAVA_DID_NOT_START);
        assertThat(state("ends")).isEqualTo("1 1");
    }

    @Test
    void whoIsToldToLeaveBeforeJavaStartsNotesIt() throws Exception {
        Files.delete(jdk.resolve("release"));
        java("touch " + folder + "/asked; while [ ! -e " + folder + "/go ]; do sleep 0.05; done;"
                + " echo 'openjdk version \"17.0.1\"' >&2");
        Process script = start();
        await("asked");

        script.toHandle().destroy();
        Files.createFile(folder.resolve("go"));

        assertThat(exitCode(script)).isEqualTo(EVICTED);
        assertThat(state("ends")).isEqualTo("1 80");
    }

    /** It may come to that while a commit is uploaded, too: HTCondor passes the signal on after it. */
    @Test
    void whoIsToldToLeaveRightAfterACommitNotesWhatTheAttemptDid() throws Exception {
        String processes = "S--085--" + "00000001".repeat(3);
        String attempts = "0000000002000000000" + "1".repeat(72) + "-----";
        java("printf '" + processes + attempts + "' >../marks; exit 85");
        assertThat(run()).isEqualTo(CHECKPOINT);
        java("trap 'exit 143' TERM; printf '" + "-".repeat(128) + "' >../marks; touch " + folder
                + "/running; while :; do sleep 0.05; done");
        Process script = start();
        await("running");

        script.toHandle().destroy();

        assertThat(exitCode(script)).isEqualTo(EVICTED);
        assertThat(state("ends")).isEqualTo("1 143 " + "-".repeat(32) + attempts);
    }

    @Test
    void whoIsToldToLeaveWhileJavaRunsPassesItOn() throws Exception {
        java("trap \"printf 'S--080' >../marks; exit 80\" TERM; touch " + folder
                + "/running; while :; do sleep 0.05; done");
        Process script = start();
        await("running");

        script.toHandle().destroy();

        assertThat(exitCode(script)).isEqualTo(EVICTED);
        assertThat(state("ends")).isEqualTo("1 80 S--080");
    }

    @Test
    void aJavaThatDoesNotLeaveIsKilledBeforeTheMachineDoesIt() throws Exception {
        Files.writeString(folder.resolve("machine.ad"), "Memory = 400\nMachineMaxVacateTime = 1 * 2\n");
        java("trap '' TERM; touch " + folder + "/running; while :; do sleep 0.05; done");
        Process script = start();
        await("running");

        script.toHandle().destroy();

        assertThat(exitCode(script)).isEqualTo(EVICTED);
        assertThat(state("ends")).isEqualTo("1 137");
    }

    @Test
    void javaIsToldTheGracePeriodThatTheMachineAllows() throws Exception {
        Files.writeString(folder.resolve("machine.ad"), "MachineMaxVacateTime = 10 * 60\n");
        java("echo $*; exit 1");
        graceMillis = 900_000;
        run();
        assertThat(Files.readString(folder.resolve("out"))).contains(" input 600000 1800000");

        Files.delete(sandbox.resolve(".attempt"));
        graceMillis = 30_000;
        run();
        assertThat(Files.readString(folder.resolve("out"))).contains(" input 30000 1800000");
    }

    @Test
    void aCommitWhileToldToLeaveIsAnEviction() throws Exception {
        java("trap \"printf 'S--085' >../marks; exit 85\" TERM; touch " + folder
                + "/running; while :; do sleep 0.05; done");
        Process script = start();
        await("running");

        script.toHandle().destroy();

        assertThat(exitCode(script)).isEqualTo(EVICTED);
        assertThat(state("ends")).isEqualTo("1 80 S--085");
    }

    /** What a component that runs again starts from comes as an input, until something came back of its new job. */
    @Test
    void oneThatRunsAgainGoesOnCountingAndHasItsCheckpointsOnce() throws Exception {
        limits = List.of("-", "-", "3", "2", "1", "checkpoints/7");
        Files.writeString(Files.createDirectories(sandbox.resolve("7")).resolve("generation"), "two");
        java("echo \"$@\" >" + folder + "/arguments; cat ../state/ckpt/generation >>" + folder
                + "/arguments; exit 137");

        assertThat(run()).isEqualTo(CHECKPOINT);

        assertThat(state("starts")).isEqualTo("3 12");
        assertThat(Files.readAllLines(folder.resolve("arguments"))).last().isEqualTo("two");
        assertThat(Files.readString(folder.resolve("arguments"))).contains(" - - 3 2 1\n");

        Files.delete(sandbox.resolve(".attempt"));
        Files.delete(sandbox.resolve("state/ckpt/generation"));
        Files.writeString(folder.resolve("job.ad"), "NumJobStarts = 1\nJobCurrentStartDate = 13\n");
        java("ls ../state/ckpt >" + folder + "/arguments; exit 137");
        run();

        assertThat(state("starts")).isEqualTo("3 12\n4 13");
        assertThat(folder.resolve("arguments")).content().doesNotContain("generation");
    }
}
