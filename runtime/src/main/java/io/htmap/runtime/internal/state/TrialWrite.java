package io.htmap.runtime.internal.state;

import io.htmap.runtime.SaveCosts;
import io.htmap.runtime.SavePolicy;
import io.htmap.runtime.StateCodec;
import io.htmap.runtime.internal.run.AttemptContext;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Writes a state to nowhere before the first save, which tells what a save will cost: the time to write the state, and that
 * of a disk for its bytes. A small state is read back too: what nobody could read is found now, not after the first
 * eviction.
 */
final class TrialWrite {
    private static final long NANOS_A_BYTE = 10;
    private static final int SMALL_BYTES = 1 << 20;

    private static final SaveCosts DEAR = new SaveCosts(TimeUnit.HOURS.toNanos(1), 0, 0);

    private TrialWrite() {}

    /** Returns whether a policy looks at the cost at all. */
    static boolean matters(SavePolicy policy) {
        return policy.intervalNanos(SaveCosts.NONE) != policy.intervalNanos(DEAR)
                || policy.leastNanos(SaveCosts.NONE) != policy.leastNanos(DEAR);
    }

    /** Returns what a save is estimated to cost; what it was by then, if the node is wanted back meanwhile. */
    static <S> long nanos(S state, StateCodec<S> codec, List<Path> filesBeside, AttemptContext attempt)
            throws IOException {
        long before = System.nanoTime();
        CountingStream counting = new CountingStream(attempt);
        try {
            codec.write(state, counting);
        } catch (IOException | RuntimeException e) {
            if (!counting.isGivenUp()) {
                throw e;
            }
        }
        long nanos = System.nanoTime() - before;
        if (!counting.isGivenUp() && counting.isWhole()) {
            readBack(counting.read(), codec);
        }
        long bytes = counting.count();
        for (Path beside : filesBeside) {
            bytes += Files.isRegularFile(beside) ? Files.size(beside) : 0;
        }
        return Math.max(1, nanos + bytes * NANOS_A_BYTE);
    }

    private static void readBack(InputStream small, StateCodec<?> codec) throws IOException {
        try {
            codec.read(small);
        } catch (IOException | RuntimeException | LinkageError e) {
            throw new IOException("a state can be written, but what is written cannot be read: " + e, e);
        }
    }

    /** Gives up when there is something more urgent to do. */
    private static final class CountingStream extends KeptBytes {
        private final AttemptContext attempt;
        private boolean givenUp;

        CountingStream(AttemptContext attempt) {
            super(SMALL_BYTES);
            this.attempt = attempt;
        }

        boolean isGivenUp() {
            return givenUp;
        }

        @Override
        public void write(int oneByte) throws IOException {
            super.write(oneByte);
            leaveIfAsked();
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            super.write(bytes, offset, length);
            leaveIfAsked();
        }

        private void leaveIfAsked() throws IOException {
            if (attempt.evictionRequested()) {
                givenUp = true;
                throw new IOException("the node is wanted back");
            }
        }
    }
}
