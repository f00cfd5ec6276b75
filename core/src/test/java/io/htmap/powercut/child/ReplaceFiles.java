package io.htmap.powercut.child;

import io.htmap.runtime.internal.io.DurableFiles;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** Makes, replaces, renames and deletes files; with the library's writer, or with one that forgets something. */
public final class ReplaceFiles {
    /** How the files are written. */
    public enum Writer {
        LIBRARY,
        NO_FORCE_OF_THE_FILE,
        NO_FORCE_OF_THE_FOLDER,
        RENAME_BEFORE_FORCE,
        IN_PLACE
    }

    private ReplaceFiles() {}

    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments[0]);
        Path sayings = Path.of(arguments[1]);
        Writer writer = Writer.valueOf(arguments[2]);
        for (int i = 1; i <= 3; i++) {
            replace(writer, folder.resolve("replaced"), text(i).getBytes());
            Say.say(sayings, "replaced " + i);
        }
        if (writer == Writer.LIBRARY) {
            others(folder, sayings);
        }
    }

    /** What the i-th content is; each is longer than a sector. */
    public static String text(int i) {
        return ("content " + i + "\n").repeat(400 * i);
    }

    private static void others(Path folder, Path sayings) throws IOException {
        Path deep = folder.resolve("a/b/c");
        DurableFiles.createDirectories(deep);
        Say.say(sayings, "folders made");
        DurableFiles.create(folder.resolve("created"), text(1).getBytes());
        Say.say(sayings, "created");
        DurableFiles.rename(folder.resolve("created"), deep.resolve("renamed"));
        Say.say(sayings, "renamed");
        DurableFiles.delete(folder.resolve("replaced"));
        Say.say(sayings, "deleted");
    }

    private static void replace(Writer writer, Path target, byte[] content) throws IOException {
        if (writer == Writer.LIBRARY) {
            DurableFiles.replace(target, content);
            return;
        }
        Path temporary = target.resolveSibling(".temporary");
        Path written = writer == Writer.IN_PLACE ? target : temporary;
        Files.write(written, content);
        if (writer == Writer.NO_FORCE_OF_THE_FOLDER || writer == Writer.IN_PLACE) {
            force(written);
        }
        if (writer != Writer.IN_PLACE) {
            Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
        }
        if (writer == Writer.RENAME_BEFORE_FORCE) {
            force(target);
        }
        if (writer != Writer.NO_FORCE_OF_THE_FOLDER) {
            DurableFiles.forceDirectory(target.getParent());
        }
    }

    private static void force(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
    }
}
