package forgetful;

import io.htmap.runtime.MapFunction;
import java.io.Serializable;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Date;

/** Somebody's function, with what no state keeps. */
public final class Forgetful {
    private Forgetful() {}

    enum Phase {
        WARM,
        RUN;

        final int weight = 2;
        int visits;
    }

    static final class State implements Serializable {
        static final State NONE = new State();
        transient double[] table = new double[] {1};
        Phase phase = Phase.WARM;
        Date since = new Date(7);
    }

    /** Is equal to others, so nobody needs to know which one it is. */
    record Step(int number) implements Serializable {
        static final Step FIRST = new Step(1);
    }

    public static MapFunction<Integer, String> function() {
        return input -> {
            State state = input == 0 ? State.NONE : new State();
            state.phase.visits += state.table.length + Step.FIRST.number() + state.phase.weight;
            return state.since + " " + LocalDate.now() + LocalDateTime.now();
        };
    }
}
