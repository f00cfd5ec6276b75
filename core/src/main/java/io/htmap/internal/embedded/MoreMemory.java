package io.htmap.internal.embedded;

import io.htmap.MapOptions;
import io.htmap.internal.attempt.Verdict;
import io.htmap.spi.ComponentSet;
import io.htmap.spi.Resource;
import java.io.IOException;
import java.time.Duration;

/** Gives a component that ran out of memory twice as much, up to the option {@code maxMemoryMb}. */
final class MoreMemory {
    private final Requests requests;
    private final long least;
    private final long machineMb;
    private final long most;

    MoreMemory(Requests requests, MapOptions options, Machine machine) {
        this.requests = requests;
        this.least = options.memoryMb().orElseThrow();
        this.machineMb = machine.memoryMb();
        this.most = Math.min(options.maxMemoryMb().orElse(least), machineMb);
    }

    /**
     * Returns the verdict, or the same end after which the component runs again.
     *
     * @throws IOException when what it is to get could not be kept
     */
    Verdict judge(int component, Verdict.Evidence seen, Verdict verdict) throws IOException {
        if (verdict.holdCode() != Verdict.OVER_RESOURCES || most <= least) {
            return verdict;
        }
        long given = given(component, seen.memoryMb());
        if (given <= seen.memoryMb()) {
            return new Verdict(
                    verdict.end(),
                    verdict.reason() + "; that was all that it may have (option maxMemoryMb" + limit()
                            + "), so it is held",
                    verdict.holdCode(),
                    verdict.holdSubcode());
        }
        return verdict.runsAgainIn(Duration.ZERO, "it is given " + given + " MB (option maxMemoryMb)");
    }

    private String limit() {
        return most == machineMb ? ", and what the scheduler may use of this machine" : "";
    }

    /** Returns what it has from now on. What it was given meanwhile, by hand or when this was tried before, counts. */
    private long given(int component, long had) throws IOException {
        long now = requests.of(component).memoryMb().orElseThrow();
        long more = Math.min(2 * had, most);
        if (now > had || more <= had) {
            return now;
        }
        requests.change(Resource.MEMORY, more, ComponentSet.of(component));
        return more;
    }
}
