package io.htmap.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** With a real process whose reader has gone. */
@Tag("process")
class StandardOutputTest {
    private static final String JAVA =
            Path.of(System.getProperty("java.home"), "bin", "java").toString();

    private static List<String> run(String command) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder("/bin/sh", "-c", command).redirectErrorStream(true);
        builder.environment().put("JAVA", JAVA);
        builder.environment().put("CP", System.getProperty("java.class.path"));
        Process process = builder.start();
        List<String> lines =
                new String(process.getInputStream().readAllBytes()).lines().toList();
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        return lines;
    }

    /** The reader leaves before the command begins to write. */
    @ParameterizedTest
    @ValueSource(strings = {"version", "help", "--help", "status --help"})
    void aCommandWithoutAReaderEndsWithoutAWord(String command) throws Exception {
        String withoutReader = "{ read -r _ <&3; \"$JAVA\" -cp \"$CP\" io.htmap.cli.Main " + command
                + "; echo \"code $?\" >&2; } 3<&0 | true";

        assertThat(run("echo go | { " + withoutReader + "; }")).containsExactly("code 141");
    }

    @Test
    void aFullDiskIsTold() throws Exception {
        List<String> told = run("\"$JAVA\" -cp \"$CP\" io.htmap.cli.Main version >/dev/full; echo \"code $?\"");

        assertThat(told).last().isEqualTo("code 1");
        assertThat(told.get(0)).startsWith("htmap: the output could not be written to its end");
    }
}
