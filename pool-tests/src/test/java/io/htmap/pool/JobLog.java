package io.htmap.pool;

import io.htmap.ComponentMap;
import io.htmap.testing.Waits;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** What stands in a map's event log, as HTCondor wrote it: the witness that a fault did happen. */
record JobLog(Path file) {
    static final int SUBMITTED = 0;
    static final int EXECUTING = 1;
    static final int EVICTED = 4;
    static final int SHADOW_EXCEPTION = 7;
    static final int ABORTED = 9;
    static final int HELD = 12;
    static final int RELEASED = 13;
    static final int DISCONNECTED = 22;
    static final int RECONNECTED = 23;
    static final int RECONNECT_FAILED = 24;
    static final int CLUSTER_SUBMITTED = 35;
    static final int TRANSFER = 40;

    static final String SENDS_OUTPUT = "Started transferring output files";
    static final String SENT_OUTPUT = "Finished transferring output files";

    private static final Pattern HEADER = Pattern.compile("(\\d{3}) \\((\\d+)\\.(-?\\d+)\\.-?\\d+\\) .*");

    /** One event; its text begins with its first line. */
    record Event(int number, int component, String text) {}

    static JobLog of(ComponentMap<?, ?> map) {
        return new JobLog(map.directory().resolve("events.log"));
    }

    List<Event> events() {
        return List.of(read().split("(?m)^\\.\\.\\.\n")).stream()
                .flatMap(text -> event(text).stream())
                .toList();
    }

    private String read() {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Optional<Event> event(String text) {
        return HEADER.matcher(text)
                .results()
                .findFirst()
                .map(header -> new Event(number(header, 1), number(header, 3), text));
    }

    private static int number(MatchResult header, int group) {
        return Integer.parseInt(header.group(group));
    }

    /** Returns the numbers of the first component's events, but not of those that only tell sizes. */
    List<Integer> numbers() {
        return events().stream()
                .filter(event -> event.component() == 0)
                .map(Event::number)
                .filter(number -> number != 6)
                .toList();
    }

    int count(int number) {
        return (int) events().stream().filter(event -> event.number() == number).count();
    }

    /** Returns how many of some events' texts are of that kind. */
    static int count(List<String> texts, int number) {
        return (int) texts.stream()
                .flatMap(text -> event(text).stream())
                .filter(event -> event.number() == number)
                .count();
    }

    int count(int number, String text) {
        return (int) events().stream()
                .filter(event -> event.number() == number && event.text().contains(text))
                .count();
    }

    void await(int number, int times) {
        Waits.until(times + " events " + number + " in " + file, () -> count(number) >= times);
    }

    /** Waits until so many such events of a component are there. */
    void awaitOf(int component, int number, int times) {
        Waits.until(
                times + " events " + number + " of component " + component + " in " + file,
                () -> events().stream()
                                .filter(event -> event.component() == component && event.number() == number)
                                .count()
                        >= times);
    }

    void await(int number, String text, int times) {
        Waits.until(times + " events " + number + " with '" + text + "'", () -> count(number, text) >= times);
    }
}
