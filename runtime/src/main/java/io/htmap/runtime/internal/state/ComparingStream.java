package io.htmap.runtime.internal.state;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;

/** Compares what is written to it with what can be read. */
final class ComparingStream extends OutputStream {
    private final InputStream expected;
    private boolean isSame = true;

    ComparingStream(InputStream expected) {
        this.expected = expected;
    }

    @Override
    public void write(int one) throws IOException {
        isSame = isSame && expected.read() == (one & 0xff);
    }

    @Override
    public void write(byte[] bytes, int from, int count) throws IOException {
        if (isSame) {
            byte[] read = expected.readNBytes(count);
            isSame = Arrays.equals(read, 0, read.length, bytes, from, from + count);
        }
    }

    /** Returns whether all of it was written, and nothing else. */
    boolean isSame() throws IOException {
        return isSame && expected.read() < 0;
    }
}
