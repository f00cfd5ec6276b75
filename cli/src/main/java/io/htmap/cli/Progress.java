package io.htmap.cli;

import io.htmap.Status;
import io.htmap.internal.handle.CountsLine;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;

/** Shows on standard error how far a map is: a bar for a person, now and then a line for a file. */
abstract class Progress {
    private static final int BAR_WIDTH = 30;
    private static final int PERCENT = 100;

    /** Returns what suits the console. */
    static Progress on(Console console, String tag) {
        return console.errIsTerminal() ? new Bar(console, tag) : new Lines(console, tag);
    }

    /**
     * Shows the counts, if they are worth it.
     *
     * @param onNodes how many components' worth of work those on nodes have done
     */
    abstract void show(Map<Status, Integer> counts, double onNodes);

    /** Shows the counts for the last time. */
    abstract void end(Map<Status, Integer> counts);

    /** Returns the bar with its percentage: {@code [###...]  50%}. */
    static String bar(double share) {
        int filled = (int) (share * BAR_WIDTH);
        return String.format(Locale.ROOT, "[%s%s] %3d%%", "#".repeat(filled), ".".repeat(BAR_WIDTH - filled), (long)
                Math.floor(share * PERCENT));
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
        void show(Map<Status, Integer> counts, double onNodes) {
            String line = tag + " " + bar(Shares.done(counts, onNodes)) + "  " + CountsLine.of(counts);
            console.err().print("\r" + line + " ".repeat(Math.max(0, width - line.length())));
            console.err().flush();
            width = line.length();
        }

        @Override
        void end(Map<Status, Integer> counts) {
            show(counts, 0);
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
        void show(Map<Status, Integer> counts, double onNodes) {
            if (last.isEmpty() || System.nanoTime() - lastTime >= PAUSE.toNanos()) {
                say(words(counts, onNodes));
            }
        }

        private static String words(Map<Status, Integer> counts, double onNodes) {
            String words = CountsLine.of(counts);
            return onNodes == 0 ? words : words + "; " + Shares.percent(Shares.done(counts, onNodes)) + " done";
        }

        @Override
        void end(Map<Status, Integer> counts) {
            say(CountsLine.of(counts));
        }

        private void say(String words) {
            if (!words.equals(last)) {
                console.err().println(tag + ": " + words);
                last = words;
                lastTime = System.nanoTime();
            }
        }
    }
}
