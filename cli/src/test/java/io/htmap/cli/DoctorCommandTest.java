package io.htmap.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.htmap.Htmap;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On a machine without HTCondor, as those are where tests run. */
@Tag("process")
class DoctorCommandTest {
    @TempDir
    private Path folder;

    private Invocation doctor(String... more) {
        String[] words = new String[more.length + 3];
        words[0] = "doctor";
        words[1] = "--home";
        words[2] = folder.resolve("home").toString();
        System.arraycopy(more, 0, words, 3, more.length);
        return Invocation.of(words);
    }

    @Test
    void aMachineThatIsWellHasNoProblemsAndStaysAsItWas() {
        assumeThat(System.getenv("PATH")).doesNotContain("condor");
        Invocation doctor = doctor();

        assertThat(doctor.out())
                .contains("ok       HTCondor         not on this machine: maps run here\n")
                .contains("ok       scheduler        new maps go to 'local'")
                .contains("ok       local scheduler  none runs")
                .contains("problems: 0, ");
        assertThat(doctor.code()).isZero();
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void aRequestThatThisMachineCannotMeetIsAProblem() {
        Invocation doctor = doctor("--cpus", "100000");

        assertThat(doctor.out()).contains("problem  this machine     option cpus is 100000", "problems: 1, ");
        assertThat(doctor.code()).isEqualTo(1);
    }

    @Test
    void aSchedulerThatRunsIsNamed() throws Exception {
        try (TestHome home = new TestHome(folder.resolve("home"));
                Htmap htmap = home.open()) {
            htmap.map("m", DoctorCommandTest::wait, List.of(600)).awaitRunning(0);

            assertThat(doctor().out())
                    .contains("ok       local scheduler  runs on this machine: process "
                            + home.schedulerPid().orElseThrow());
        }
    }

    @Test
    @Tag("full")
    void aSchedulerThatHangsIsAProblem() throws Exception {
        try (TestHome home = new TestHome(folder.resolve("home"));
                Htmap htmap = home.open()) {
            htmap.map("m", DoctorCommandTest::wait, List.of(600)).awaitRunning(0);
            String process = Long.toString(home.schedulerPid().orElseThrow());
            signal("STOP", process);
            try {
                Invocation doctor = doctor();

                assertThat(doctor.code()).isEqualTo(1);
                assertThat(doctor.out())
                        .contains("problem  local scheduler  process " + process + " has the lock but does not answer");
            } finally {
                signal("CONT", process);
            }
        }
    }

    private static void signal(String name, String process) throws Exception {
        assertThat(new ProcessBuilder("kill", "-" + name, process).start().waitFor())
                .isZero();
    }

    static int wait(int seconds) throws InterruptedException {
        Thread.sleep(seconds * 1000L);
        return seconds;
    }
}
