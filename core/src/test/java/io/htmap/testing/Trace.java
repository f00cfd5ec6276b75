package io.htmap.testing;

import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/**
 * A file outside all working directories to which functions append what they do, whatever becomes of them.
 *
 * @param file the file
 */
public record Trace(String file) implements Serializable {
    /** What a function did. */
    public enum What {
        /** It began; the step is the last one that it found saved. */
        STARTED,
        /** It began to compute a step. */
        BEGUN,
        /** It believes to have saved a step. */
        SAVED,
        /** Another process was computing the same component. */
        TWICE,
        /** It stands still until a test lets it go on. */
        STOPPED,
        /** It was told that its node is wanted back. */
        TOLD,
        /** Its process is about to end. */
        LEAVING
    }

    /** One line of the trace. */
    public record Line(int component, int attempt, long pid, What what, int step) {
        static Line parse(String text) {
            String[] words = text.split(" ");
            return new Line(
                    Integer.parseInt(words[0]),
                    Integer.parseInt(words[1]),
                    Long.parseLong(words[2]),
                    What.valueOf(words[3]),
                    Integer.parseInt(words[4]));
        }
    }

    public static Trace in(Path folder) {
        return new Trace(folder.resolve("trace").toString());
    }

    /** Appends a line, in one write. */
    public void add(int component, int attempt, What what, int step) throws IOException {
        String line = component + " " + attempt + " " + ProcessHandle.current().pid() + " " + what + " " + step + "\n";
        try (FileChannel channel =
                FileChannel.open(Path.of(file), StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            channel.write(ByteBuffer.wrap(line.getBytes(StandardCharsets.US_ASCII)));
        }
    }

    /** Returns the lines so far. */
    public List<Line> lines() {
        try {
            String text = Files.readString(Path.of(file));
            return text.substring(0, text.lastIndexOf('\n') + 1)
                    .lines()
                    .map(Line::parse)
                    .toList();
        } catch (NoSuchFileException none) {
            return List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the lines of one component so far. */
    public List<Line> of(int component) {
        return lines().stream().filter(line -> line.component() == component).toList();
    }

    /** Waits until a component says that it has done something. */
    public void await(int component, int attempt, What what, int step) {
        Waits.until(
                "component " + component + ", attempt " + attempt + ": " + what + " " + step,
                () -> of(component).stream()
                        .anyMatch(line -> line.attempt() == attempt && line.what() == what && line.step() == step));
    }

    /** Waits until a component, in whatever attempt, says that it has done something. */
    public void await(int component, What what, int step) {
        Waits.until("component " + component + ": " + what + " " + step, () -> of(component).stream()
                .anyMatch(line -> line.what() == what && line.step() == step));
    }
}
