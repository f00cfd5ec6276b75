package io.htmap.pool;

import static org.assertj.core.api.Assertions.assertThat;

import io.htmap.MapOptions;
import io.htmap.internal.doctor.Doctor;
import io.htmap.spi.Finding;
import io.htmap.testing.Waits;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/** What {@code htmap doctor} says of a real pool. */
@Isolated
class DoctorTest {
    @TempDir
    private Path folder;

    private List<Finding> examine(MapOptions request) {
        return new Doctor(folder.resolve("home"), System.getenv()).examine(request);
    }

    private Finding finding(String subject, MapOptions request) {
        return examine(request).stream()
                .filter(finding -> finding.subject().equals(subject))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aPoolThatIsWellHasNoProblem() {
        MapOptions usual = MapOptions.builder().build();

        assertThat(examine(usual)).extracting(Finding::level).doesNotContain(Finding.Level.PROBLEM);
        assertThat(finding("scheduler", usual).text()).contains("new maps go to 'condor'");
        assertThat(finding("HTCondor", usual).text()).matches("version \\d+\\.\\d+\\.\\d+");
        assertThat(finding("slots", usual).text()).contains("could hold cpus 1, memory 512 MB");
    }

    @Test
    void aRequestThatNoNodeCanMeetIsAProblem() {
        Finding slots = finding("slots", MapOptions.builder().memoryMb(1 << 20).build());

        assertThat(slots.level()).isEqualTo(Finding.Level.PROBLEM);
        assertThat(slots.text()).contains("could ever hold cpus 1, memory 1048576 MB", "the most that any has is");
    }

    @Test
    @Tag("full")
    void aScheddThatIsOffIsAProblemThatSaysWhatToDo() throws Exception {
        asRoot("condor_off", "-fast", "-schedd");
        try {
            Waits.until("the schedd is gone", () -> run("condor_q", "-totals") != 0);
            Finding schedd = finding("schedd", MapOptions.builder().build());

            assertThat(schedd.level()).isEqualTo(Finding.Level.PROBLEM);
            assertThat(schedd.text())
                    .contains("condor_q", "wait until it is back")
                    .doesNotContain("\n");
            assertThat(finding("slots", MapOptions.builder().build()).level()).isEqualTo(Finding.Level.OK);
        } finally {
            asRoot("condor_on", "-schedd");
            Waits.until("the schedd answers", () -> run("condor_q", "-totals") == 0);
        }
    }

    private static void asRoot(String... command) throws Exception {
        String pool = Path.of("..", "bin", "pool").toAbsolutePath().normalize().toString();
        List<String> words = new ArrayList<>(List.of(pool, "exec", "--root", "--on", "submit", "--"));
        words.addAll(List.of(command));
        assertThat(run(words.toArray(String[]::new))).as("%s", words).isZero();
    }

    private static int run(String... command) throws Exception {
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }
}
