package io.htmap.runtime.internal.run;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.channels.FileChannel;

/** Standard output and error of this process, which the scheduler may have led into files. */
final class StandardStreams {
    private final FileChannel out = channel(FileDescriptor.out);
    private final FileChannel err = channel(FileDescriptor.err);

    /** Hands what was printed to the system. */
    static void flush() {
        System.out.flush();
        System.err.flush();
    }

    /** Makes what was printed durable, where it goes to files. */
    void force() {
        flush();
        force(out, "output");
        force(err, "error");
    }

    /** Returns the length of the standard output; 0 if it is not a file. */
    long outBytes() {
        return size(out);
    }

    /** Returns the length of the standard error; 0 if it is not a file. */
    long errBytes() {
        return size(err);
    }

    private static void force(FileChannel stream, String name) {
        try {
            // pipes and terminals have no size and cannot be forced
            if (stream.size() > 0) {
                stream.force(false);
            }
        } catch (IOException e) {
            // the checkpoint is worth more than the output: say so and go on
            System.err.println("[htmap] the standard " + name + " could not be made durable: " + e);
        }
    }

    private static long size(FileChannel stream) {
        try {
            return stream.size();
        } catch (IOException e) {
            return 0;
        }
    }

    // never closed: that would close the stream itself
    @SuppressWarnings("resource")
    private static FileChannel channel(FileDescriptor descriptor) {
        return new FileOutputStream(descriptor).getChannel();
    }
}
