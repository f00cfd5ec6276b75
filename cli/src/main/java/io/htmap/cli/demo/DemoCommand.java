package io.htmap.cli.demo;

import io.htmap.ComponentMap;
import io.htmap.Htmap;
import io.htmap.HtmapException;
import io.htmap.MapOptions;
import io.htmap.cli.ExitCode;
import io.htmap.cli.Subcommand;
import io.htmap.examples.Counter;
import io.htmap.runtime.internal.io.DurableFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code htmap demo}. */
@Command(name = "demo", description = "Map a counter, evict it twice, and show that it goes on where it was.")
public final class DemoCommand extends Subcommand {
    private static final int STEPS = 30;
    /** On HTCondor: short, so that commits to the access point are seen. */
    private static final Duration COMMIT_INTERVAL = Duration.ofSeconds(5);

    @Option(names = "--kill", description = "Also kill -9 its process, at a random moment.")
    private boolean kill;

    @Option(names = "--seed", paramLabel = "N", description = "For the random moment; by default another each time.")
    private @Nullable Long seed;

    @Option(
            names = "--scheduler",
            paramLabel = "NAME",
            description = "Who runs it: local, condor or auto; by default what $HTMAP_SCHEDULER says, or else auto.")
    private @Nullable String scheduler;

    @Override
    public Integer call() throws Exception {
        try (Htmap htmap = openOrMake()) {
            String tag = "demo-" + Long.toString(System.currentTimeMillis(), Character.MAX_RADIX);
            // nodes may see the home folder, but never this machine's folder for temporary files
            DurableFiles.createDirectories(DemoTraces.folder(htmap));
            Counter.Job job = new Counter.Job(STEPS, DemoTraces.of(htmap, tag).toString());
            ComponentMap<Counter.Job, Boolean> map = htmap.map(tag, Counter.function(), List.of(job), options());
            return end(map, job, show(map, job)).code();
        }
    }

    private ExitCode end(ComponentMap<Counter.Job, Boolean> map, Counter.Job job, Account account) throws IOException {
        Path trace = Path.of(job.trace());
        List<String> mismatches = account.mismatches(kill ? 3 : 2);
        tell(account);
        if (!Files.exists(trace)) {
            print("checked against what the counter printed: its node does not see " + trace.getParent());
        }
        if (mismatches.isEmpty()) {
            map.remove();
            Files.deleteIfExists(trace);
        } else {
            complain(map, trace, mismatches);
        }
        print(account.summary());
        return mismatches.isEmpty() ? ExitCode.SUCCESS : ExitCode.FAILED;
    }

    private MapOptions options() {
        MapOptions.Builder options = MapOptions.builder().commitInterval(COMMIT_INTERVAL);
        return scheduler == null
                ? options.build()
                : options.scheduler(scheduler).build();
    }

    private Account show(ComponentMap<Counter.Job, Boolean> map, Counter.Job job) {
        print("map " + map.tag() + ": a counter of " + STEPS + " steps, one a second, saved after each");
        print("scheduler: " + map.schedulerName());
        Scenario scenario = new Scenario(map, Path.of(job.trace()), console().out());
        scenario.evictAfterTenSteps();
        requireKillable(map, job, scenario);
        scenario.evictBeforeItSavesAgain();
        if (kill) {
            killAtRandom(scenario, job);
        }
        return scenario.finish(STEPS);
    }

    private void requireKillable(ComponentMap<?, ?> map, Counter.Job job, Scenario scenario) {
        if (kill && !scenario.isTraceShared()) {
            map.remove();
            throw new HtmapException("--kill works only where nodes see the home folder: the counter looks for "
                    + job.killRequest() + " and finds nothing there; run the demo without --kill");
        }
    }

    private void killAtRandom(Scenario scenario, Counter.Job job) {
        long used = seed == null ? new SecureRandom().nextInt(Integer.MAX_VALUE) : seed;
        Duration delay = Duration.ofMillis(new Random(used).nextInt(8_000));
        print("kill -9 comes " + delay.toMillis() + " ms after the next start (--seed " + used + ")");
        scenario.kill(delay, job.killRequest());
    }

    private void tell(Account account) {
        for (int i = 0; i < account.attempts().size(); i++) {
            print("");
            print("-- output of " + Words.of(account.attempts().get(i)));
            account.transcripts().get(i).lines().forEach(this::print);
        }
        print("");
    }

    private void complain(ComponentMap<?, ?> map, Path trace, List<String> mismatches) {
        mismatches.forEach(mismatch -> console().say("this must not be: " + mismatch));
        console().say("kept for you to look at: map " + map.tag() + " and its trace " + trace);
    }

    private void print(String line) {
        console().out().println(line);
    }
}
