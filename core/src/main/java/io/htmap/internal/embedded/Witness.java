package io.htmap.internal.embedded;

import io.htmap.MapOptions;
import io.htmap.internal.attempt.Stop;
import io.htmap.internal.attempt.Verdict;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Collects what was seen of attempts that have ended. */
final class Witness {
    private Witness() {}

    /** Of a worker of ours. */
    static Verdict.Evidence of(Worker worker, AttemptFiles files) throws IOException {
        return new Verdict.Evidence(
                Optional.of(worker.process().exitValue()),
                files.marks(),
                worker.stop(),
                worker.killed(),
                worker.asked().gracePeriod().orElseThrow(),
                files.lastWords(),
                worker.asked().memoryMb().orElseThrow());
    }

    /** Of one that an earlier scheduler left: nobody saw how its process ended. */
    static Verdict.Evidence missing(AttemptFiles files, @Nullable Stop wanted, MapOptions asked) throws IOException {
        return new Verdict.Evidence(
                Optional.empty(),
                files.marks(),
                wanted,
                false,
                asked.gracePeriod().orElseThrow(),
                files.lastWords(),
                asked.memoryMb().orElseThrow());
    }

    /** Returns how long it ran by its own clock; -1 if it could not say. */
    static long millis(Verdict.Evidence seen) {
        long nanos = seen.marks().elapsedNanos();
        return nanos > 0 ? Duration.ofNanos(nanos).toMillis() : -1;
    }
}
