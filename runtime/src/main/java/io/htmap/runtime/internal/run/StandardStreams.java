package io.htmap.runtime.internal.run;

import java.io.FileDescriptor;
import java.io.IOException;
import java.io.PrintStream;
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

    private static final PrintStream OWN_OUT = System.out;
    private static final PrintStream OWN_ERR = System.err;

    private StandardStreams() {}

    /** Remembers the streams of the process: the function may put others in their place, or none. */
    static void remember() {
        // the class is initialized by now, and that is all
    }

    /** Prints a line of the runner's own to the standard output. */
    static void print(String line) {
        OWN_OUT.println(line);
    }

    /** Prints a line of the runner's own to the standard error. */
    static void say(String line) {
        OWN_ERR.println(line);
    }

    /** Hands what was printed to the system. */
    static void flush() {
        flush(System.out, OWN_OUT);
        flush(System.err, OWN_ERR);
    }

    private static void flush(PrintStream current, PrintStream own) {
        if (current != null && current != own) {
            current.flush();
        }
        own.flush();
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
            say("[htmap] the standard " + name + " could not be made durable: " + e);
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
