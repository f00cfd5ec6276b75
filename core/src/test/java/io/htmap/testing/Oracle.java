package io.htmap.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.htmap.testing.Trace.Line;
import io.htmap.testing.Trace.What;
import java.util.List;

/** Judges by the trace what a {@link Counter} did in all its attempts. */
public final class Oracle {
    private Oracle() {}

    /**
     * No step that was saved is computed again, each attempt starts at the last saved step, and no two processes computed
     * the component at once. Only what was begun and not saved when a fault came may be computed again.
     */
    public static void assertNothingSavedIsLost(Trace trace, int component) {
        int saved = 0;
        for (Line line : trace.of(component)) {
            switch (line.what()) {
                case STARTED -> {
                    // the fault may have come between the commit and the function's word of it
                    assertThat(line.step())
                            .as("last saved step was %s: %s", saved, line)
                            .isBetween(saved, saved + 1);
                    saved = line.step();
                }
                case BEGUN ->
                    assertThat(line.step())
                            .as("a step after %s: %s", saved, line)
                            .isEqualTo(saved + 1);
                case SAVED -> saved = line.step();
                case TWICE -> throw new AssertionError("two processes at once: " + line);
            }
        }
    }

    /** As above, for faults that came while the function waited: then no step at all is computed twice. */
    public static void assertNoStepTwice(Trace trace, int component) {
        assertNothingSavedIsLost(trace, component);
        assertThat(steps(trace, component, What.BEGUN)).doesNotHaveDuplicates();
    }

    /** Returns the steps that attempts found saved when they began, one for each. */
    public static List<Integer> startedAt(Trace trace, int component) {
        return steps(trace, component, What.STARTED);
    }

    private static List<Integer> steps(Trace trace, int component, What what) {
        return trace.of(component).stream()
                .filter(line -> line.what() == what)
                .map(Line::step)
                .toList();
    }
}
