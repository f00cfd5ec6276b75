package io.htmap.testkit.internal;

import io.htmap.runtime.internal.io.DurableFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Runs the function from its start to its end, through all losses of a plan. Thread-safe. */
final class Trial {
    private final Job job;
    private final OutsideFiles outside;
    private final OtherClock clock;
    private final Duration limit;

    /** @param limit how long one attempt may take */
    Trial(Job job, OutsideFiles outside, OtherClock clock, Duration limit) {
        this.job = job;
        this.outside = outside;
        this.clock = clock;
        this.limit = limit;
    }

    Outcome run(Plan plan, Profile profile) throws IOException, InterruptedException {
        return run(plan, profile, List.of());
    }

    /** @param options for the processes' Java */
    Outcome run(Plan plan, Profile profile, List<String> options) throws IOException, InterruptedException {
        long begin = System.nanoTime();
        Path folder = job.newRun();
        try {
            outside.putBack();
            AtomicInteger damages = new AtomicInteger();
            List<Stay> stays = stays(plan, profile, options, folder, damages);
            return new Outcome(stays, damages.get(), outside.state(), System.nanoTime() - begin);
        } finally {
            DurableFiles.deleteTree(folder);
        }
    }

    private List<Stay> stays(Plan plan, Profile profile, List<String> options, Path folder, AtomicInteger damages)
            throws IOException, InterruptedException {
        Random random = new Random(job.settings().seed());
        List<Stay> stays = new ArrayList<>();
        int attempt = 1;
        do {
            int number = stays.size();
            Strike strike = number < plan.strikes().size() ? plan.strikes().get(number) : null;
            AttemptRun run = new AttemptRun(job, folder, number, attempt);
            Stay stay = run.run(strike, profile.gapOf(strike), options(plan, number, options), limit);
            stays.add(stay);
            attempt = run.next(stay, strike);
            damages.addAndGet(damage(strike, run, random));
            run.delete();
        } while (!stays.get(stays.size() - 1).isLast());
        return stays;
    }

    private List<String> options(Plan plan, int stay, List<String> options) throws IOException {
        List<String> all = new ArrayList<>(options);
        if (plan.clock()) {
            all.addAll(clock.options(plan.strikes().isEmpty() ? 1 : stay));
        }
        return all;
    }

    /** Returns how many checkpoints were damaged. */
    private static int damage(@Nullable Strike strike, AttemptRun run, Random random) throws IOException {
        return strike != null && strike.damage().to(run.checkpoints(), random) ? 1 : 0;
    }
}
