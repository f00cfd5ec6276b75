package io.htmap.runtime.internal.run;

import java.io.FileDescriptor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;

/**
 * Standard output and error of this process, which the scheduler may have led into files. They are not touched through
 * channels: an interrupt would close those, and the streams with them.
 */
final class StandardStreams {
    private static final Path OUT = Path.of("/proc/self/fd/1");
    private static final Path ERR = Path.of("/proc/self/fd/2");

    private StandardStreams() {}

    /** Hands what was printed to the system. */
    static void flush() {
        System.out.flush();
        System.err.flush();
    }

    /** Makes what was printed durable, where it goes to files. */
    static void force() {
        flush();
        force(FileDescriptor.out, OUT, "output");
        force(FileDescriptor.err, ERR, "error");
    }

    /** Returns the length of the standard output; 0 if it is not a file. */
    static long outBytes() {
        return size(OUT);
    }

    /** Returns the length of the standard error; 0 if it is not a file. */
    static long errBytes() {
        return size(ERR);
    }

    private static void force(FileDescriptor stream, Path path, String name) {
        if (size(path) == 0) {
            return;
        }
        try {
            stream.sync();
        } catch (IOException e) {
            // the checkpoint is worth more than the output: say so and go on
            System.err.println("[htmap] the standard " + name + " could not be made durable: " + e);
        }
    }

    private static long size(Path stream) {
        try {
            BasicFileAttributes attributes = Files.readAttributes(stream, BasicFileAttributes.class);
            return attributes.isRegularFile() ? attributes.size() : 0;
        } catch (IOException e) {
            return 0; // a system without /proc
        }
    }
}
