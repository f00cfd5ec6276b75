package io.htmap.disruption;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** The events of a component, as they stand in the event log. */
final class LoggedEvents {
    private static final Pattern BETWEEN_EVENTS = Pattern.compile("(?m)^\\.\\.\\.\n");

    private LoggedEvents() {}

    static List<String> of(Path mapDirectory, int component) {
        String header = String.format("\\d{3} \\(\\d+\\.0*%d\\.\\d+\\)", component);
        Pattern own = Pattern.compile("\\A" + header);
        return BETWEEN_EVENTS
                .splitAsStream(read(mapDirectory.resolve("events.log")))
                .filter(event -> own.matcher(event).lookingAt())
                .toList();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
