package io.htmap.cli;

import io.htmap.Status;
import io.htmap.internal.handle.CountsLine;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;

/** Shows on standard error how far a map is: a bar for a person, now and then a line for a file. */
abstract class Progress {
    private static final int BAR_WIDTH = 30;

    /** Returns what suits the console. */
    static Progress on(Console console, String tag) {
        return console.errIsTerminal() ? new Bar(console, tag) : new Lines(console, tag);
    }

    /** Shows the counts, if they are worth it. */
    abstract void show(Map<Status, Integer> counts);

    /** Shows the counts for the last time. */
    abstract void end(Map<Status, Integer> counts);

    /** Returns the bar with its percentage: {@code [###...]  50%}. */
    static String bar(Map<Status, Integer> counts) {
        long total = Math.max(
                1, counts.values().stream().mapToLong(Integer::longValue).sum());
        long ended = counts.entrySet().stream()
                .filter(entry -> entry.getKey().isTerminal())
                .mapToLong(Map.Entry::getValue)
                .sum();
        int filled = (int) (ended * BAR_WIDTH / total);
        return String.format(
                Locale.ROOT, "[%s%s] %3d%%", "#".repeat(filled), ".".repeat(BAR_WIDTH - filled), ended * 100 / total);
    }

    private static final class Bar extends Progress {
        private final Console console;
        private final String tag;
        private int width;

        private Bar(Console console, String tag) {
            this.console = console;
            this.tag = tag;
        }

        @Override
        void show(Map<Status, Integer> counts) {
            String line = tag + " " + bar(counts) + "  " + CountsLine.of(counts);
            console.err().print("\r" + line + " ".repeat(Math.max(0, width - line.length())));
            console.err().flush();
            width = line.length();
        }

        @Override
        void end(Map<Status, Integer> counts) {
            show(counts);
            console.err().println();
        }
    }

    private static final class Lines extends Progress {
        private static final Duration PAUSE = Duration.ofSeconds(10);

        private final Console console;
        private final String tag;
        private String last = "";
        private long lastTime;

        private Lines(Console console, String tag) {
            this.console = console;
            this.tag = tag;
        }

        @Override
        void show(Map<Status, Integer> counts) {
            if (last.isEmpty() || System.nanoTime() - lastTime >= PAUSE.toNanos()) {
                end(counts);
            }
        }

        @Override
        void end(Map<Status, Integer> counts) {
            String words = CountsLine.of(counts);
            if (!words.equals(last)) {
                console.err().println(tag + ": " + words);
                last = words;
                lastTime = System.nanoTime();
            }
        }
    }
}
