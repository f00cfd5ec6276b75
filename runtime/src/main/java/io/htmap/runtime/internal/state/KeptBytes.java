package io.htmap.runtime.internal.state;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** Counts what is written, and keeps it as long as it is little. */
class KeptBytes extends OutputStream {
    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
    private final int most;
    private long count;

    /** @param most so many bytes are kept */
    KeptBytes(int most) {
        this.most = most;
    }

    long count() {
        return count;
    }

    /** Returns whether all that was written is there. */
    boolean isWhole() {
        return count <= most;
    }

    /** Returns what was written, if it is whole. */
    InputStream read() {
        return new ByteArrayInputStream(kept.toByteArray());
    }

    @Override
    public void write(int oneByte) throws IOException {
        count++;
        if (isWhole()) {
            kept.write(oneByte);
        }
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        count += length;
        if (isWhole()) {
            kept.write(bytes, offset, length);
        }
    }
}
