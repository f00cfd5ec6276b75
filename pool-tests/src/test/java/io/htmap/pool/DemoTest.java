package io.htmap.pool;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The demo of this checkout as it is typed on the access point; it checks its own account against a trace. */
class DemoTest {
    private static final Path HTMAP = Path.of("..", "bin", "htmap");
    private static final Pattern FIRST_ATTEMPT =
            Pattern.compile("^-- output of attempt 1 on .+, evicted after ([0-9.]+) s$", Pattern.MULTILINE);

    @TempDir
    private Path folder;

    @Test
    void theCounterGoesOnWhereItWasAfterTwoEvictions() throws Exception {
        String out = demo(List.of());

        assertThat(lastLine(out))
                .matches("demo: attempts=3 evictions=2 resumed_at=\\[\\d+,\\d+] recomputed_steps=\\d+ result=true");
        assertThat(out).contains("\nscheduler: condor\n").doesNotContain("checked against what the counter printed");
        Matcher first = FIRST_ATTEMPT.matcher(out);
        assertThat(first.find()).isTrue();
        // it ran for ten steps of a second, with a commit to the access point after five
        assertThat(Double.parseDouble(first.group(1))).isBetween(9.0, 30.0);
    }

    @Test
    @Tag("full")
    void aKillIsSurvivedToo() throws Exception {
        assertThat(lastLine(demo(List.of("--kill"))))
                .matches(
                        "demo: attempts=4 evictions=3 resumed_at=\\[\\d+,\\d+,\\d+] recomputed_steps=\\d+ result=true");
    }

    private static String lastLine(String text) {
        return text.lines().reduce("", (first, last) -> last);
    }

    private String demo(List<String> options) throws IOException, InterruptedException {
        Path home = Files.createTempDirectory(Path.of(System.getProperty("user.home")), "demo");
        List<String> command =
                new ArrayList<>(List.of(HTMAP.toString(), "demo", "--scheduler", "condor", "--home", home.toString()));
        command.addAll(options);
        Path err = folder.resolve("err");
        Process demo = new ProcessBuilder(command).redirectError(err.toFile()).start();
        demo.getOutputStream().close();
        String out = new String(demo.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(demo.waitFor()).as(out + Files.readString(err)).isZero();
        return out;
    }
}
