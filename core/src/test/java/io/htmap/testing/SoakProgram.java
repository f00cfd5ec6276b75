package io.htmap.testing;

import io.htmap.ComponentHeldException;
import io.htmap.ComponentMap;
import io.htmap.Htmap;
import io.htmap.Status;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;

/**
 * Runs a map for a while under faults of all kinds at random moments, then lets it come to its end and checks every
 * result. A program of its own, so that the schedulers that it starts have its environment.
 */
public final class SoakProgram {
    private static final int SECONDS_A_BAG = 60;
    private static final int LEAST_FAULTS = 12;
    private static final long STEP_MILLIS = 240;
    private static final int LONGEST_PAUSE_MILLIS = 1000;

    /** What is done to the map. */
    enum Fault {
        EVICTION(8),
        EVICTION_OF_ALL(1),
        HOLD_OR_RELEASE(4),
        WORKER_KILLED(6),
        SCHEDULER_KILLED(1),
        SCHEDULER_STOPPED(1);

        private final int weight;

        Fault(int weight) {
            this.weight = weight;
        }

        /** As many of each as its weight, shuffled. */
        static List<Fault> bag(Random random) {
            List<Fault> bag = new ArrayList<>();
            for (Fault fault : values()) {
                bag.addAll(Collections.nCopies(fault.weight, fault));
            }
            Collections.shuffle(bag, random);
            return bag;
        }
    }

    private final TestHome home;
    private final Counter counter;
    private final Random random;
    private final int components;
    private final int steps;
    private final Map<Fault, Integer> injected = new EnumMap<>(Fault.class);

    private SoakProgram(Path folder, long seed, int components, int steps, boolean saves) {
        this.home = new TestHome(folder);
        this.counter = new Counter(Gate.in(folder), STEP_MILLIS, Trace.in(folder), saves);
        this.random = new Random(seed);
        this.components = components;
        this.steps = steps;
    }

    /**
     * @param arguments a folder, the seed, the number of components, seconds of faults, how many steps each component
     *     takes, and whether the function saves
     */
    public static void main(String[] arguments) throws Exception {
        long seed = Long.parseLong(arguments[1]);
        int components = Integer.parseInt(arguments[2]);
        int steps = Integer.parseInt(arguments[4]);
        boolean saves = Boolean.parseBoolean(arguments[5]);
        SoakProgram soak = new SoakProgram(Path.of(arguments[0]), seed, components, steps, saves);
        System.out.println("soak: seed=" + seed);
        try (TestHome home = soak.home) {
            soak.run(Duration.ofSeconds(Long.parseLong(arguments[3])));
        }
    }

    private void run(Duration time) throws Exception {
        counter.gate().open();
        ComponentMap<Integer, Long> map = home.htmap()
                .map(
                        CounterRun.TAG,
                        counter,
                        Collections.nCopies(components, steps),
                        CounterRun.options(Duration.ofSeconds(10)));
        map.awaitRunning(0);
        injectUntil(System.nanoTime() + time.toNanos(), map);
        System.out.println("soak: injected=" + injected + " then=" + map.counts());
        finish(map, time.plus(Waits.LONG.multipliedBy(5)));
        check(map);
        // so many that no kind of fault is left out by chance, also on a machine that is busy with other things
        int bags = (int) (time.toSeconds() / SECONDS_A_BAG);
        checkInjected(bags);
        checkLog(map, bags);
    }

    private void injectUntil(long end, ComponentMap<Integer, Long> map) throws InterruptedException {
        while (true) {
            for (Fault fault : Fault.bag(random)) {
                do {
                    if (isEnough(end) || map.isDone()) {
                        return;
                    }
                    TimeUnit.MILLISECONDS.sleep(random.nextInt(LONGEST_PAUSE_MILLIS));
                } while (!injectOrOpenAgain(fault, map));
                injected.merge(fault, 1, Integer::sum);
            }
        }
    }

    /** On a busy machine, a short time may have room for too few to meet one that had saved something. */
    private boolean isEnough(long end) {
        int faults = injected.values().stream().mapToInt(Integer::intValue).sum();
        return System.nanoTime() - end > 0 && faults >= LEAST_FAULTS;
    }

    /** A hold that was asked for last may still be on its way. */
    private static void finish(ComponentMap<Integer, Long> map, Duration patience) throws TimeoutException {
        long end = System.nanoTime() + patience.toNanos();
        while (!map.isDone()) {
            try {
                map.release();
                map.await(Duration.ofNanos(Math.max(1, end - System.nanoTime())));
            } catch (ComponentHeldException held) {
                System.out.println("soak: released: " + held.getMessage());
            }
        }
    }

    /** Where nothing runs, the scheduler may have been told to stop just after it was told to go on. */
    private boolean injectOrOpenAgain(Fault fault, ComponentMap<Integer, Long> map) {
        boolean done = inject(fault, map);
        if (!done) {
            openAgain();
        }
        return done;
    }

    /** Returns whether there was somebody to do it to. */
    private boolean inject(Fault fault, ComponentMap<Integer, Long> map) {
        return switch (fault) {
            case EVICTION -> vacateOne(map);
            case EVICTION_OF_ALL -> map.vacate() > 0;
            case HOLD_OR_RELEASE -> holdOrRelease(map);
            case WORKER_KILLED -> killWorker(map);
            case SCHEDULER_KILLED -> {
                boolean killed = home.killScheduler();
                openAgain();
                yield killed;
            }
            case SCHEDULER_STOPPED -> {
                OptionalLong scheduler = home.scheduler();
                scheduler.ifPresent(Processes::terminate);
                openAgain();
                yield scheduler.isPresent();
            }
        };
    }

    /** A client that opens the map has the next scheduler started. */
    private void openAgain() {
        try (Htmap htmap = Htmap.open(home.path())) {
            htmap.load(CounterRun.TAG);
        }
    }

    private boolean vacateOne(ComponentMap<Integer, Long> map) {
        int[] running = in(map, Status.RUNNING);
        return running.length > 0 && map.vacate(any(running)) > 0;
    }

    private boolean holdOrRelease(ComponentMap<Integer, Long> map) {
        int[] held = in(map, Status.HELD);
        if (held.length > 2) {
            return map.release() > 0;
        }
        int[] running = in(map, Status.RUNNING);
        return running.length > 0 && map.hold(any(running)) > 0;
    }

    private boolean killWorker(ComponentMap<Integer, Long> map) {
        List<Long> workers = home.workers(map);
        if (workers.isEmpty()) {
            return false;
        }
        Processes.killHard(workers.get(random.nextInt(workers.size())));
        return true;
    }

    private static int[] in(ComponentMap<Integer, Long> map, Status status) {
        List<Status> statuses = map.statuses();
        return IntStream.range(0, statuses.size())
                .filter(component -> statuses.get(component) == status)
                .toArray();
    }

    private int any(int[] some) {
        return some[random.nextInt(some.length)];
    }

    private void check(ComponentMap<Integer, Long> map) {
        int attempts = 0;
        for (int component = 0; component < components; component++) {
            long result = map.get(component);
            if (result != Counter.result(steps)) {
                throw new AssertionError("component " + component + " has the result " + result);
            }
            Oracle.assertNothingSavedIsLost(counter.trace(), component);
            attempts += map.attempts(component).size();
        }
        System.out.println("soak: exact=" + components + " attempts=" + attempts);
    }

    private void checkInjected(int bags) {
        for (Fault fault : Fault.values()) {
            if (injected.getOrDefault(fault, 0) < bags * fault.weight) {
                throw new AssertionError("fewer than " + bags * fault.weight + " of " + fault + ": " + injected);
            }
        }
    }

    private void checkLog(ComponentMap<Integer, Long> map, int bags) {
        SoakLog log = new SoakLog();
        for (int component = 0; component < components; component++) {
            log.add(map, component);
        }
        System.out.println("soak: logged=" + log);
        log.requireAtLeast(bags);
    }
}
