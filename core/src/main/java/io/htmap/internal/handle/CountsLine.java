package io.htmap.internal.handle;

import io.htmap.Status;
import java.util.Map;
import java.util.stream.Collectors;

/** Counts of statuses for people: {@code 3 idle, 1 running}. */
public final class CountsLine {
    private CountsLine() {}

    /** Returns the line. */
    public static String of(Map<Status, Integer> counts) {
        return counts.entrySet().stream()
                .map(entry -> entry.getValue() + " " + entry.getKey().label())
                .collect(Collectors.joining(", "));
    }
}
