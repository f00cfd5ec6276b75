package io.htmap.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.htmap.ComponentProgress;
import io.htmap.Status;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProgressTest {
    private final ByteArrayOutputStream written = new ByteArrayOutputStream();

    @Test
    void theBarCountsWhatHasEnded() {
        assertThat(bar(Map.of(Status.COMPLETED, 1, Status.ERRORED, 1, Status.RUNNING, 2), 0))
                .isEqualTo("[###############...............]  50%");
        assertThat(bar(Map.of(Status.IDLE, 5), 0)).isEqualTo("[" + ".".repeat(30) + "]   0%");
    }

    @Test
    void theBarIsFullOnlyWhenAllHaveEnded() {
        assertThat(bar(Map.of(Status.COMPLETED, 999_999, Status.RUNNING, 1), 0.9))
                .contains(".")
                .endsWith(" 99%");
    }

    @Test
    void theBarIsNotFullWhereOneThatRunsSaysThatItHasDoneAll() {
        assertThat(bar(Map.of(Status.RUNNING, 1), 1)).contains(".").endsWith(" 99%");
        assertThat(bar(Map.of(Status.COMPLETED, 1), 0)).endsWith(" 100%");
    }

    @Test
    void whoHasDoneMoreThanThereWasIsShownByItsCounts() {
        assertThat(Shares.words(new ComponentProgress(627, 3, "fitting", Instant.EPOCH)))
                .isEqualTo("627 of 3: fitting");
        assertThat(Shares.words(new ComponentProgress(3, 3, "", Instant.EPOCH))).isEqualTo("3 of 3 (100 %)");
        assertThat(Shares.words(new ComponentProgress(5, 0, "", Instant.EPOCH))).isEqualTo("5");
    }

    @Test
    void whatRunsCountsInPart() {
        assertThat(bar(Map.of(Status.COMPLETED, 1, Status.RUNNING, 3), 1.5)).endsWith("]  62%");
    }

    private static String bar(Map<Status, Integer> counts, double onNodes) {
        return Progress.bar(Shares.done(counts, onNodes));
    }

    @Test
    void aFileGetsALineOnlyWhenTheCountsHaveChanged() {
        Progress progress = progress(false);
        progress.show(new EnumMap<>(Map.of(Status.IDLE, 1, Status.RUNNING, 1)), 0.5);
        progress.show(new EnumMap<>(Map.of(Status.IDLE, 1, Status.RUNNING, 1)), 0.6);
        progress.end(Map.of(Status.COMPLETED, 2));

        assertThat(written.toString(StandardCharsets.UTF_8))
                .isEqualTo("m: 1 idle, 1 running; 25 % done\nm: 2 completed\n");
    }

    @Test
    void aTerminalGetsALineThatIsWrittenOver() {
        Progress progress = progress(true);
        progress.show(new EnumMap<>(Map.of(Status.IDLE, 1, Status.RUNNING, 1)), 0);
        progress.end(Map.of(Status.COMPLETED, 2));

        assertThat(written.toString(StandardCharsets.UTF_8))
                .isEqualTo("\rm [..............................]   0%  1 idle, 1 running"
                        + "\rm [##############################] 100%  2 completed      \n");
    }

    private Progress progress(boolean terminal) {
        PrintStream err = new PrintStream(written, true, StandardCharsets.UTF_8);
        return Progress.on(new Console(err, err, false, terminal, true), "m");
    }
}
