package io.htmap.cli.demo;

import io.htmap.ComponentMap;
import io.htmap.Htmap;
import io.htmap.MapOptions;
import io.htmap.cli.ExitCode;
import io.htmap.cli.Subcommand;
import io.htmap.examples.Counter;
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
        Path trace = Files.createTempFile("htmap-demo", ".trace");
        try (Htmap htmap = open()) {
            String tag = "demo-" + Long.toString(System.currentTimeMillis(), Character.MAX_RADIX);
            List<Counter.Job> jobs = List.of(new Counter.Job(STEPS, trace.toString()));
            ComponentMap<Counter.Job, Boolean> map = htmap.map(tag, Counter.function(), jobs, options());
            Account account = show(map, trace);
            List<String> mismatches = account.mismatches(kill ? 3 : 2);
            tell(account);
            if (mismatches.isEmpty()) {
                map.remove();
                Files.delete(trace);
            } else {
                complain(map, trace, mismatches);
            }
            print(account.summary());
            return (mismatches.isEmpty() ? ExitCode.SUCCESS : ExitCode.FAILED).code();
        }
    }

    private MapOptions options() {
        MapOptions.Builder options = MapOptions.builder();
        return scheduler == null
                ? options.build()
                : options.scheduler(scheduler).build();
    }

    private Account show(ComponentMap<Counter.Job, Boolean> map, Path trace) {
        print("map " + map.tag() + ": a counter of " + STEPS + " steps, one a second, saved after each");
        print("scheduler: " + map.schedulerName());
        Scenario scenario = new Scenario(map, trace, console().out());
        scenario.evictAfterTenSteps();
        scenario.evictBeforeItSavesAgain();
        if (kill) {
            killAtRandom(scenario);
        }
        return scenario.finish(STEPS);
    }

    private void killAtRandom(Scenario scenario) {
        long used = seed == null ? new SecureRandom().nextInt(Integer.MAX_VALUE) : seed;
        Duration delay = Duration.ofMillis(new Random(used).nextInt(8_000));
        print("kill -9 comes " + delay.toMillis() + " ms after the next start (--seed " + used + ")");
        scenario.kill(delay);
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
