package io.htmap.runtime.internal.run;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** Remembers that the file below failed, even if the user's code on top makes another exception of it. */
final class FileGuard extends FilterOutputStream {
    private IOException failure;

    FileGuard(OutputStream file) {
        super(file);
    }

    /** Returns what went wrong with the file, or null. */
    IOException failure() {
        return failure;
    }

    @Override
    public void write(int oneByte) throws IOException {
        write(new byte[] {(byte) oneByte}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        try {
            out.write(bytes, offset, length);
        } catch (IOException e) {
            failure = e;
            throw e;
        }
    }
}
