package io.htmap.runtime.internal.state;

import io.htmap.runtime.SaveCosts;
import io.htmap.runtime.SavePolicy;
import io.htmap.runtime.StateCodec;
import io.htmap.runtime.internal.run.AttemptContext;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Estimates what a save will cost before there was one: the time to write the state, and that of a disk for its bytes. */
final class FirstCost {
    private static final SaveCosts DEAR = new SaveCosts(TimeUnit.HOURS.toNanos(1), 0, 0);
    private static final long NANOS_A_BYTE = 10;

    private FirstCost() {}

    /** Returns whether a policy looks at the cost at all. */
    static boolean matters(SavePolicy policy) {
        return policy.intervalNanos(SaveCosts.NONE) != policy.intervalNanos(DEAR)
                || policy.leastNanos(SaveCosts.NONE) != policy.leastNanos(DEAR);
    }

    /** Returns the estimate in nanoseconds; what it was by then, if the node is wanted back meanwhile. */
    static <S> long of(S state, StateCodec<S> codec, List<Path> filesBeside, AttemptContext attempt)
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
        long bytes = counting.count();
        for (Path beside : filesBeside) {
            bytes += Files.isRegularFile(beside) ? Files.size(beside) : 0;
        }
        return Math.max(1, System.nanoTime() - before + bytes * NANOS_A_BYTE);
    }

    /** Keeps nothing, and gives up when there is something more urgent to do. */
    private static final class CountingStream extends OutputStream {
        private final AttemptContext attempt;
        private long count;
        private boolean givenUp;

        CountingStream(AttemptContext attempt) {
            this.attempt = attempt;
        }

        long count() {
            return count;
        }

        boolean isGivenUp() {
            return givenUp;
        }

        @Override
        public void write(int oneByte) throws IOException {
            add(1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            add(length);
        }

        private void add(int bytes) throws IOException {
            count += bytes;
            if (attempt.evictionRequested()) {
                givenUp = true;
                throw new IOException("the node is wanted back");
            }
        }
    }
}
