package io.htmap.testkit.internal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The last lines of what a process wrote; Java 17 also tells where it records. */
final class LastLines {
    private static final int LINES = 8;

    private LastLines() {}

    static String of(Path... files) throws IOException {
        StringBuilder text = new StringBuilder();
        for (Path file : files) {
            text.append(new String(Files.readAllBytes(file), StandardCharsets.UTF_8));
        }
        List<String> lines = text.toString()
                .lines()
                .filter(line -> !line.contains(Scouting.SETTINGS_FILE))
                .toList();
        Stream<String> last = lines.stream().skip(Math.max(0, lines.size() - LINES));
        return last.map(line -> "    " + line).collect(Collectors.joining("\n"));
    }
}
