package io.htmap.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Standard output, which knows when nobody reads it any more, as behind {@code | head}: that is no failure. */
final class StandardOutput extends PrintStream {
    private final Pipe pipe;

    StandardOutput() {
        this(new Pipe(new FileOutputStream(FileDescriptor.out)));
    }

    private StandardOutput(Pipe pipe) {
        super(pipe, true, StandardCharsets.UTF_8);
        this.pipe = pipe;
    }

    boolean hasLostItsReader() {
        return pipe.isBroken;
    }

    private static final class Pipe extends FilterOutputStream {
        private volatile boolean isBroken;

        Pipe(OutputStream out) {
            super(out);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            try {
                out.write(bytes, offset, length);
            } catch (IOException e) {
                // Java has nothing but the system's words, which most languages have in brackets behind their own
                isBroken =
                        String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT).contains("pipe");
                throw e;
            }
        }
    }
}
