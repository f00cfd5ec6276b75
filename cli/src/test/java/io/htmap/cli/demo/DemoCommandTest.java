package io.htmap.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.htmap.cli.Invocation;
import io.htmap.cli.TestHome;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The demo as people see it; what it checks itself, {@link AccountTest} shows to fail where it must. */
@Tag("process")
class DemoCommandTest {
    @TempDir
    private Path folder;

    @Test
    void theCounterGoesOnWhereItWasAfterTwoEvictions() {
        List<String> lines = demo("");

        assertThat(lines).filteredOn("loaded checkpoint!"::equals).hasSize(2);
        assertThat(lines).filteredOn("starting from scratch"::equals).hasSize(1);
        assertThat(lines.get(lines.size() - 1))
                .matches("demo: attempts=3 evictions=2 resumed_at=\\[\\d+,\\d+] recomputed_steps=[012] result=true");
    }

    @Test
    void aKillIsSurvivedToo() {
        List<String> lines = demo(" --kill --seed 17");

        assertThat(lines).anyMatch(line -> line.matches("kill -9 comes \\d+ ms after the next start \\(--seed 17\\)"));
        assertThat(lines.get(lines.size() - 1))
                .matches(
                        "demo: attempts=4 evictions=3 resumed_at=\\[\\d+,\\d+,\\d+] recomputed_steps=[012] result=true");
    }

    private List<String> demo(String options) {
        try (TestHome home = new TestHome(folder.resolve("home"))) {
            Invocation demo = home.htmap("demo" + options);

            assertThat(demo.err()).isEmpty();
            assertThat(demo.code()).isZero();
            return demo.out().lines().toList();
        }
    }
}
