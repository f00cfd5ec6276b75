package io.htmap.disruption;

import io.htmap.runtime.MapFunction;
import java.nio.file.Path;

/**
 * The function of the matrix: six steps in the form of its case.
 *
 * @param folder holds the traces, and the files that let its attempts go on
 */
public record Victim(String folder) implements MapFunction<Case, Long> {
    @Override
    public Long apply(Case tried) throws Exception {
        Stage stage = Stage.enter(Path.of(folder), tried);
        return switch (tried.fitness()) {
            case RIGHT, IS_NOT_COMMITTED, HAS_NO_LEASE -> Forms.compute(stage);
            case SAVES_NOTHING -> Unfit.savesNothing();
            case IS_NOT_TOLD -> Forms.files(stage);
            case IN_PLACE, CONSUMES -> Unfit.inPlace(stage);
        };
    }

    /** Returns the right result. */
    static long result(Form form) {
        long value = 0;
        if (form == Form.WALK_OF_FOLDS) {
            for (int item = 0; item < Moment.STEPS / 2; item++) {
                int before = 2 * item;
                value = value * 7 + Stage.after(Stage.after(0, before + 1), before + 2);
            }
            return value;
        }
        for (int step = 1; step <= Moment.STEPS; step++) {
            value = form == Form.WALK ? value * 7 + Stage.after(0, step) : Stage.after(value, step);
        }
        return value;
    }
}
