package io.htmap.pool;

import io.htmap.ComponentMap;
import io.htmap.MapOptions;
import io.htmap.disruption.Case;
import io.htmap.disruption.Case.Fitness;
import io.htmap.disruption.Outcome;
import io.htmap.disruption.Victim;
import io.htmap.testing.Waits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Plays cases on the pool: each is a component, and as many as there are slots are played at once. */
final class CondorDisruptions implements AutoCloseable {
    /** All of them must run when it befalls them. */
    static final int SLOTS = 8;

    private final PoolRun run = new PoolRun();

    /** What the components of one map have in common. */
    private record Family(boolean commits, boolean hasLease) {
        static Family of(Case one) {
            boolean commits = one.kind().commitsEachSave() && one.fitness() != Fitness.IS_NOT_COMMITTED;
            return new Family(commits, one.fitness() != Fitness.HAS_NO_LEASE);
        }
    }

    /** Plays cases. Returns what became of them. */
    List<Outcome> play(List<Case> cases) throws Exception {
        List<Outcome> outcomes = new ArrayList<>();
        outcomes.addAll(
                playTogether(cases.stream().filter(one -> !kind(one).isForAll()).toList(), null));
        for (Fault fault : List.of(Fault.KILL_STARTD, Fault.KILL_SCHEDD)) {
            List<Case> some = cases.stream()
                    .filter(one -> kind(one).isForAll() && kind(one).faults().contains(fault))
                    .toList();
            for (int from = 0; from < some.size(); from += SLOTS) {
                outcomes.addAll(playTogether(some.subList(from, Math.min(some.size(), from + SLOTS)), fault));
            }
        }
        return outcomes;
    }

    private static CondorKind kind(Case one) {
        return (CondorKind) one.kind();
    }

    private List<Outcome> playTogether(List<Case> cases, Fault fault)
            throws IOException, InterruptedException, ExecutionException {
        Map<Family, List<Case>> families = new LinkedHashMap<>();
        cases.forEach(one -> families.computeIfAbsent(Family.of(one), none -> new ArrayList<>())
                .add(one));
        CyclicBarrier allStopped = new CyclicBarrier(Math.max(1, cases.size()), () -> strike(fault));
        List<Callable<Outcome>> parts = new ArrayList<>();
        for (Map.Entry<Family, List<Case>> family : families.entrySet()) {
            parts.addAll(parts(family.getKey(), family.getValue(), allStopped));
        }
        return atOnce(parts);
    }

    private List<Callable<Outcome>> parts(Family family, List<Case> cases, CyclicBarrier allStopped)
            throws IOException {
        String tag = "disruptions-" + run.htmap().tags().size();
        Path folder = Files.createDirectory(run.folder().resolve(tag));
        ComponentMap<Case, Long> map = map(tag, folder, family, cases);
        List<Callable<Outcome>> parts = new ArrayList<>();
        for (int component = 0; component < cases.size(); component++) {
            CondorDisruption one =
                    new CondorDisruption(map, component, cases.get(component), folder, () -> await(allStopped));
            parts.add(one::outcome);
        }
        return parts;
    }

    private ComponentMap<Case, Long> map(String tag, Path folder, Family family, List<Case> cases) {
        MapOptions.Builder options = PoolRun.small()
                .gracePeriod(Duration.ofSeconds(60))
                .commitInterval(family.commits() ? Duration.ZERO : Duration.ofHours(1))
                .maxLosses(100);
        Victim victim = new Victim(folder.toString());
        if (family.hasLease()) {
            return run.htmap().map(tag, victim, cases, options.build());
        }
        options.memoryMb(PoolRun.MORE_THAN_ANY_NODE_HAS_MB);
        ComponentMap<Case, Long> map = run.htmap().map(tag, victim, cases, options.build());
        Commands.run("condor_qedit", Integer.toString(Queue.cluster(map)), "JobLeaseDuration", "UNDEFINED");
        PoolRun.placed(map);
        return map;
    }

    private static void await(CyclicBarrier all) throws Exception {
        all.await(Waits.LONG.toSeconds(), TimeUnit.SECONDS);
    }

    private static void strike(Fault fault) {
        if (fault == Fault.KILL_SCHEDD) {
            Pool.killAll(Pool.ACCESS_POINT, "condor_schedd");
            Waits.until("the schedd answers again", Pool::answers);
        } else {
            Pool.nodes().forEach(node -> Pool.killAll(node, "condor_startd"));
        }
    }

    private static List<Outcome> atOnce(List<Callable<Outcome>> parts) throws InterruptedException, ExecutionException {
        ExecutorService threads = Executors.newFixedThreadPool(Math.max(1, parts.size()));
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

    @Override
    public void close() {
        run.close();
    }
}
