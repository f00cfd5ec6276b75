package io.htmap.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The systemd user unit that the manual offers, judged by systemd itself, where that is installed. */
@Tag("process")
class ServiceUnitTest {
    private static final Path ANALYZE = Path.of("/usr/bin/systemd-analyze");
    private static final Path UNIT = Path.of("..", "docs", "htmap-scheduler.service");

    @TempDir
    private Path home;

    @Test
    void systemdHasNothingToSayAgainstTheUnit() throws Exception {
        assumeThat(ANALYZE).exists();
        checkOut();

        assertThat(verify(Files.readString(UNIT))).isEqualTo(new Invocation(0, "", ""));
    }

    @Test
    void itNoticesAMisspeltWordAndAWrongPath() throws Exception {
        assumeThat(ANALYZE).exists();
        checkOut();
        String unit = Files.readString(UNIT);

        assertThat(verify(unit.replace("KillMode", "KilMode")).out()).contains("KilMode");
        assertThat(verify(unit.replace("/bin/htmap", "/bin/hmtap")).code()).isEqualTo(1);
    }

    /** Where the unit looks for it. */
    private void checkOut() throws IOException {
        Path launcher = Files.createDirectories(home.resolve("htmap/bin")).resolve("htmap");
        Files.createFile(launcher, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    }

    private Invocation verify(String unit) throws IOException, InterruptedException {
        Path file = Files.writeString(home.resolve("htmap-scheduler.service"), unit);
        ProcessBuilder builder = new ProcessBuilder(ANALYZE.toString(), "--user", "verify", file.toString());
        builder.environment().put("HOME", home.toString());
        builder.environment().put("XDG_RUNTIME_DIR", home.toString());
        Process process = builder.redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Invocation(process.waitFor(), said, "");
    }
}
