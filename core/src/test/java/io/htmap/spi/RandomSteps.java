package io.htmap.spi;

import io.htmap.runtime.Checkpoint;
import io.htmap.runtime.Component;
import io.htmap.runtime.MapFunction;
import io.htmap.runtime.Resumable;
import io.htmap.runtime.SavePolicy;
import io.htmap.testing.Gate;
import io.htmap.testing.Trace;
import io.htmap.testing.Trace.What;
import java.io.IOException;
import java.io.Serializable;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * The same steps in each resumable form, short ones until the gate opens. It may kill its own process as a power cut
 * would, at a random moment of as many attempts as it is told to; the seed says which.
 *
 * @param saveEvery after so many steps it saves
 */
record RandomSteps(Trace trace, Gate gate, long seed, int kills, int saveEvery)
        implements MapFunction<RandomSteps.Form, Long> {
    static final int STEPS = 4_000;

    private static final int STEP_MILLIS = 15;
    private static final int LATEST_KILL_MILLIS = 700;

    /** How the function keeps its state. */
    enum Form {
        FOLD,
        WALK,
        LOOP
    }

    /** What is saved. */
    record Sum(int step, long value) implements Serializable {}

    static long result(Form form) {
        LongStream steps = LongStream.rangeClosed(1, STEPS);
        return form == Form.WALK ? steps.sum() : steps.reduce(0, RandomSteps::after);
    }

    private static long after(long value, long step) {
        return value * 31 + step;
    }

    @Override
    public Long apply(Form form) throws Exception {
        Stepper stepper = new Stepper(form);
        SavePolicy policy = SavePolicy.everySteps(saveEvery);
        return switch (form) {
            case FOLD ->
                Resumable.from(() -> new Sum(0, 0))
                        .until(sum -> sum.step() == STEPS)
                        .saving(policy)
                        .evolve(stepper::next)
                        .value();
            case WALK -> walk(stepper, policy);
            case LOOP -> loop(stepper, policy);
        };
    }

    private static long walk(Stepper stepper, SavePolicy policy) throws Exception {
        List<Integer> items = IntStream.rangeClosed(1, STEPS).boxed().toList();
        List<Integer> done = Resumable.walk(items, stepper::item, policy);
        return done.stream().mapToLong(step -> step).sum();
    }

    private static long loop(Stepper stepper, SavePolicy policy) throws Exception {
        Checkpoint<Sum> checkpoint = Checkpoint.of(Sum.class).saving(policy);
        Sum sum = checkpoint.restore().orElse(new Sum(0, 0));
        while (sum.step() < STEPS) {
            sum = stepper.next(sum);
            checkpoint.offer(sum);
        }
        return sum.value();
    }

    private void killLater(Form form) {
        int delay = killMillis(form);
        Thread killer = new Thread(() -> {
            try {
                Thread.sleep(delay);
                String self = Long.toString(ProcessHandle.current().pid());
                new ProcessBuilder("/bin/kill", "-KILL", self).start();
            } catch (IOException | InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        killer.setDaemon(true);
        killer.start();
    }

    /** An attempt that goes on in another process after a save gets another moment there, or might never come to it. */
    private int killMillis(Form form) {
        int drawn = Objects.hash(seed, form.ordinal(), Component.attempt(), processesBefore());
        return new SplittableRandom(drawn).nextInt(LATEST_KILL_MILLIS);
    }

    private long processesBefore() {
        return trace.lines().stream()
                .filter(line -> line.what() == What.STARTED)
                .count();
    }

    /** Does the steps of one process, and tells all of them. */
    private final class Stepper {
        private final Form form;
        private boolean begun;

        Stepper(Form form) {
            this.form = form;
        }

        Sum next(Sum sum) throws Exception {
            step(sum.step() + 1);
            return new Sum(sum.step() + 1, after(sum.value(), sum.step() + 1));
        }

        int item(int step) throws Exception {
            step(step);
            return step;
        }

        private void step(int step) throws Exception {
            if (begun) {
                trace.add(Component.index(), Component.attempt(), What.BEGUN, step);
            } else {
                begin(step);
            }
            if (!gate.isOpen()) {
                Thread.sleep(STEP_MILLIS);
            }
        }

        /** The kill comes after this, however slow the machine is: it shall cost something. */
        private void begin(int step) throws IOException {
            begun = true;
            trace.add(Component.index(), Component.attempt(), What.STARTED, step - 1);
            trace.add(Component.index(), Component.attempt(), What.BEGUN, step);
            if (Component.attempt() <= kills) {
                killLater(form);
            }
        }
    }
}
