package io.htmap.disruption;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/** Plays cases of the matrix, and counts those that came out as promised. A program of its own, so that the schedulers that it starts have its environment. */
final class DisruptionProgram {
    /** So many components run at once in a lane. */
    static final int AT_ONCE = 8;

    private static final int LANES = 2;

    private final Path folder;
    private final Queue<List<Case>> chunks = new ConcurrentLinkedQueue<>();
    private final Queue<Outcome> outcomes = new ConcurrentLinkedQueue<>();
    private final AtomicInteger number = new AtomicInteger();

    private DisruptionProgram(Path folder) {
        this.folder = folder;
    }

    /** @param arguments a folder, a {@link Round}, the seed, how many cases */
    public static void main(String[] arguments) throws Exception {
        Round round = Round.valueOf(arguments[1]);
        long seed = Long.parseLong(arguments[2]);
        List<Case> cases =
                Cases.sample(round.cases(LocalKind.KILLED, LocalKind.values()), Integer.parseInt(arguments[3]), seed);
        System.out.println("disruption: " + round + " seed=" + seed + " cases=" + cases.size() + " of "
                + round.cases(LocalKind.KILLED, LocalKind.values()).size() + " " + Cases.counts(cases));
        DisruptionProgram program = new DisruptionProgram(Path.of(arguments[0]));
        program.play(cases);
        for (Outcome outcome : program.outcomes) {
            round.judge(outcome, LocalKind.values()).forEach(System.out::println);
        }
        System.out.println("disruption: as wanted="
                + program.outcomes.stream()
                        .filter(one -> round.judge(one, LocalKind.values()).isEmpty())
                        .count());
    }

    private void play(List<Case> cases) throws Exception {
        cut(cases.stream()
                .filter(one -> one.kind() == LocalKind.SCHEDULER_KILLED)
                .toList());
        cut(cases.stream()
                .filter(one -> one.kind() != LocalKind.SCHEDULER_KILLED)
                .toList());
        ExecutorService lanes = Executors.newFixedThreadPool(LANES);
        try {
            List<Future<Void>> ends = new ArrayList<>();
            for (int lane = 0; lane < LANES; lane++) {
                Path own = Files.createDirectories(folder.resolve("lane-" + lane));
                ends.add(lanes.submit(() -> playIn(own)));
            }
            for (Future<Void> end : ends) {
                end.get();
            }
        } finally {
            lanes.shutdownNow();
        }
    }

    private void cut(List<Case> some) {
        for (int from = 0; from < some.size(); from += AT_ONCE) {
            chunks.add(some.subList(from, Math.min(some.size(), from + AT_ONCE)));
        }
    }

    private Void playIn(Path own) throws Exception {
        try (Lane lane = new Lane(own)) {
            for (List<Case> chunk = chunks.poll(); chunk != null; chunk = chunks.poll()) {
                outcomes.addAll(lane.play("chunk-" + number.incrementAndGet(), chunk));
            }
        }
        return null;
    }
}
