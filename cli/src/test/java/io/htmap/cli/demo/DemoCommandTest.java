package io.htmap.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.htmap.cli.Invocation;
import io.htmap.cli.TestHome;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The demo as people see it; what it checks itself, {@link AccountTest} shows to fail where it must. */
@Tag("process")
class DemoCommandTest {
    private static final Pattern HAPPENING =
            Pattern.compile("\\d+\\.\\d s  (unmaterialized|idle|running|held|completed|errored|vacate|kill)\\b.*");
    private static final Pattern OUTPUT =
            Pattern.compile("starting from scratch|loaded checkpoint!|completed step \\d+");

    @TempDir
    private static Path folder;

    private static CompletableFuture<List<String>> plain;
    private static CompletableFuture<List<String>> killed;

    /** Both at once: nearly all the time their counters sleep. */
    @BeforeAll
    static void startBoth() {
        plain = start("plain", "");
        killed = start("killed", " --kill --seed 17");
    }

    @Test
    void theCounterGoesOnWhereItWasAfterTwoEvictions() {
        List<String> lines = plain.join();

        assertThat(happenings(lines)).matches("((unmaterialized|idle) )*(running vacate idle ){2}running completed ");
        assertThat(outputs(lines)).hasSize(3);
        assertThat(outputs(lines).get(0)).startsWith("starting from scratch", "completed step 1");
        assertThat(outputs(lines).get(1)).startsWith("loaded checkpoint!");
        assertThat(outputs(lines).get(2))
                .startsWith("loaded checkpoint!")
                .endsWith("completed step 29", "completed step 30");
        assertGoesOnWhereItStopped(lines);
        assertThat(lines.get(lines.size() - 1))
                .matches("demo: attempts=3 evictions=2 resumed_at=\\[\\d+,\\d+] recomputed_steps=[012] result=true");
    }

    @Test
    void aKillIsSurvivedToo() {
        List<String> lines = killed.join();

        assertThat(happenings(lines))
                .matches("((unmaterialized|idle) )*(running vacate idle ){2}running kill idle running completed ");
        assertThat(outputs(lines)).hasSize(4);
        assertGoesOnWhereItStopped(lines);
        assertThat(lines).anyMatch(line -> line.matches("kill -9 comes \\d+ ms after the next start \\(--seed 17\\)"));
        assertThat(lines.get(lines.size() - 1))
                .matches(
                        "demo: attempts=4 evictions=3 resumed_at=\\[\\d+,\\d+,\\d+] recomputed_steps=[012] result=true");
    }

    /** What is printed with a time, in order: the statuses, and what is done. */
    private static String happenings(List<String> lines) {
        return lines.stream()
                .map(HAPPENING::matcher)
                .filter(Matcher::matches)
                .map(found -> found.group(1) + " ")
                .collect(Collectors.joining());
    }

    /** The output of each attempt, in order. */
    private static List<List<String>> outputs(List<String> lines) {
        List<List<String>> outputs = new ArrayList<>();
        for (String line : lines) {
            if (line.startsWith("-- output of attempt " + (outputs.size() + 1) + " on ")) {
                outputs.add(new ArrayList<>());
            } else if (!outputs.isEmpty() && OUTPUT.matcher(line).matches()) {
                outputs.get(outputs.size() - 1).add(line);
            }
        }
        return outputs;
    }

    /** The last step of an attempt may be lost with it, if it was not saved yet. */
    private static void assertGoesOnWhereItStopped(List<String> lines) {
        int last = 0;
        for (List<String> output : outputs(lines)) {
            for (int i = 1; i < output.size(); i++) {
                int step = Integer.parseInt(output.get(i).replace("completed step ", ""));
                assertThat(step).isBetween(i == 1 ? last : last + 1, last + 1);
                last = step;
            }
        }
        assertThat(last).isEqualTo(30);
    }

    private static CompletableFuture<List<String>> start(String home, String options) {
        return CompletableFuture.supplyAsync(
                () -> demo(folder.resolve(home), options), demo -> new Thread(demo).start());
    }

    private static List<String> demo(Path folder, String options) {
        try (TestHome home = new TestHome(folder)) {
            Invocation demo = home.htmap("demo" + options);

            assertThat(demo.err()).isEmpty();
            assertThat(demo.code()).isZero();
            return demo.out().lines().toList();
        }
    }
}
