package io.htmap.disruption;

import io.htmap.runtime.Checkpoint;
import io.htmap.runtime.Component;
import io.htmap.runtime.Resumable;
import io.htmap.runtime.SavePolicy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.IntStream;

/** The same six steps in each form that a function may have; every form saves after each of them. */
final class Forms {
    private static final Path SAVED = Path.of("saved");
    private static final Path BESIDE = Path.of("beside");
    private static final SavePolicy EACH_STEP = SavePolicy.everySteps(1);

    private Forms() {}

    static long compute(Stage stage) throws Exception {
        return switch (stage.tried().form()) {
            case FILES -> files(stage);
            case SAVE -> save(stage);
            case OFFER -> offer(stage);
            case FOLD -> fold();
            case FOLD_WITH_FILE -> foldWithFile(stage);
            case WALK -> walk(stage);
            case WALK_OF_FOLDS -> walkOfFolds();
        };
    }

    static long files(Stage stage) throws IOException {
        Steps state = readFile();
        stage.found(state.step());
        while (!state.isLast()) {
            state = state.next();
            Files.writeString(SAVED, state.step() + " ");
            stage.writing(state.step());
            Files.writeString(SAVED, Long.toString(state.value()), StandardOpenOption.APPEND);
            Component.checkpoint(SAVED);
        }
        return state.value();
    }

    private static Steps readFile() throws IOException {
        try {
            String[] words = Files.readString(SAVED).split(" ");
            return new Steps(Integer.parseInt(words[0]), Long.parseLong(words[1]));
        } catch (NoSuchFileException first) {
            return new Steps(0, 0);
        }
    }

    private static long save(Stage stage) throws IOException {
        Checkpoint<Steps> checkpoint = Checkpoint.with(new StepsCodec());
        Steps state = checkpoint.restore().orElse(new Steps(0, 0));
        stage.found(state.step());
        while (!state.isLast()) {
            state = state.next();
            checkpoint.save(state);
        }
        return state.value();
    }

    private static long offer(Stage stage) throws IOException {
        Checkpoint<Steps> checkpoint = Checkpoint.of(Steps.class).saving(EACH_STEP);
        Steps state = checkpoint.restore().orElse(new Steps(0, 0));
        stage.found(state.step());
        while (!state.isLast()) {
            state = state.next();
            checkpoint.offer(state);
        }
        return state.value();
    }

    private static long fold() throws Exception {
        return Resumable.from(() -> new Steps(0, 0))
                .until(Steps::isLast)
                .saving(EACH_STEP)
                .evolve(Steps::next)
                .value();
    }

    private static long foldWithFile(Stage stage) throws Exception {
        return Resumable.from(() -> new Steps(0, 0))
                .until(Steps::isLast)
                .saving(EACH_STEP)
                .and(BESIDE)
                .evolve(state -> withFile(stage, state))
                .value();
    }

    /** The file has a byte for each step that is done, or it is not the one that was saved beside the state. */
    private static Steps withFile(Stage stage, Steps state) throws IOException {
        byte[] beside = Files.exists(BESIDE) ? Files.readAllBytes(BESIDE) : new byte[0];
        if (beside.length != state.step()) {
            throw new IllegalStateException(
                    "the state is at step " + state.step() + ", the file beside it at " + beside.length);
        }
        Steps next = state.next();
        Files.write(BESIDE, new byte[] {1}, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        return next;
    }

    private static long walk(Stage stage) throws Exception {
        List<Integer> steps = IntStream.rangeClosed(1, Moment.STEPS).boxed().toList();
        List<Steps> results = Resumable.walk(steps, step -> new Steps(step, stage.step(step, 0)), EACH_STEP);
        return all(results);
    }

    private static long walkOfFolds() throws Exception {
        List<Integer> items = IntStream.range(0, Moment.STEPS / 2).boxed().toList();
        return all(Resumable.walk(items, item -> item(2 * item), EACH_STEP));
    }

    private static Steps item(int before) throws Exception {
        return Resumable.from(() -> new Steps(before, 0))
                .until(state -> state.step() == before + 2)
                .saving(EACH_STEP)
                .evolve(Steps::next);
    }

    private static long all(List<Steps> results) {
        long value = 0;
        for (Steps result : results) {
            value = value * 7 + result.value();
        }
        return value;
    }
}
