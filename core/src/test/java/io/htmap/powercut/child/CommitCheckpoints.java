package io.htmap.powercut.child;

import io.htmap.runtime.internal.checkpoint.CommitFacts;
import io.htmap.runtime.internal.checkpoint.GenerationStore;
import io.htmap.runtime.internal.checkpoint.Manifest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Commits generations of a component in two attempts; the second starts from what the first has committed. */
public final class CommitCheckpoints {
    private CommitCheckpoints() {}

    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments[0]);
        Path sayings = Path.of(arguments[1]);
        int first = Integer.parseInt(arguments[2]);
        int attempt = Integer.parseInt(arguments[3]);
        Path work = Files.createDirectories(sayings.resolveSibling("work" + attempt))
                .toRealPath();
        GenerationStore store = new GenerationStore(folder.resolve("checkpoints/0"), 0, attempt, System.out::println);
        Manifest restored = store.restoreNewest(work);
        if (first > 1 && restored == null) {
            throw new IllegalStateException("nothing was restored");
        }
        for (int step = first; step < first + 3; step++) {
            commit(store, work, step);
            Say.say(sayings, "committed " + step);
        }
    }

    /** Commits what a function would have saved at a step: a small file, and a larger one in a folder. */
    public static void commit(GenerationStore store, Path work, int step) throws IOException {
        Files.writeString(work.resolve("step"), Integer.toString(step));
        Files.createDirectories(work.resolve("data"));
        Files.writeString(work.resolve("data/large"), large(step));
        store.commit(work, List.of(Path.of("step"), Path.of("data")), new CommitFacts(1, 2, 3, 4));
    }

    /** What the larger file holds at a step. */
    public static String large(int step) {
        return ("step " + step + "\n").repeat(30_000);
    }
}
