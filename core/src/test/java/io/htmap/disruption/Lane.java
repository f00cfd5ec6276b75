package io.htmap.disruption;

import io.htmap.ComponentMap;
import io.htmap.Htmap;
import io.htmap.MapOptions;
import io.htmap.testing.TestHome;
import io.htmap.testing.Waits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** A home with a scheduler of its own, in which some cases at a time are played: each is a component of one map. */
final class Lane implements AutoCloseable {
    private final Path folder;
    private final TestHome home;

    Lane(Path folder) {
        this.folder = folder;
        this.home = new TestHome(folder);
    }

    /**
     * Plays cases, all at the same time. Either all or none are of {@link LocalKind#SCHEDULER_KILLED}: it befalls all.
     *
     * @return what became of them, in their order
     */
    List<Outcome> play(String tag, List<Case> cases) throws IOException, InterruptedException, ExecutionException {
        Path stage = Files.createDirectories(folder.resolve(tag));
        ComponentMap<Case, Long> map = home.htmap().map(tag, new Victim(stage.toString()), cases, options());
        CyclicBarrier allStopped = new CyclicBarrier(cases.size(), this::killScheduler);
        List<Callable<Outcome>> parts = new ArrayList<>();
        for (int component = 0; component < cases.size(); component++) {
            int one = component;
            Disruption disruption = new Disruption(map, one, cases.get(one), stage, () -> await(allStopped));
            parts.add(() -> disruption.outcome());
        }
        return atOnce(parts);
    }

    private static List<Outcome> atOnce(List<Callable<Outcome>> parts) throws InterruptedException, ExecutionException {
        ExecutorService threads = Executors.newFixedThreadPool(parts.size());
        try {
            List<Outcome> outcomes = new ArrayList<>();
            for (Future<Outcome> part : threads.invokeAll(parts)) {
                outcomes.add(part.get());
            }
            return outcomes;
        } finally {
            threads.shutdownNow();
        }
    }

    private static MapOptions options() {
        return MapOptions.builder()
                .memoryMb(64)
                .gracePeriod(Duration.ofSeconds(90))
                .maxLosses(100)
                .build();
    }

    private static void await(CyclicBarrier all) throws Exception {
        all.await(Waits.LONG.toSeconds(), TimeUnit.SECONDS);
    }

    private void killScheduler() {
        if (!home.killScheduler()) {
            throw new IllegalStateException("there was no scheduler to be killed in " + home.path());
        }
        try (Htmap next = Htmap.open(home.path())) {
            next.tags().forEach(next::load);
        }
    }

    @Override
    public void close() {
        home.close();
    }
}
