package io.htmap.testkit;

import io.htmap.runtime.MapFunction;
import io.htmap.testkit.internal.Course;
import io.htmap.testkit.internal.Settings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.BiPredicate;

/**
 * Proves, in a test, that a function goes on where it was and gives the same result, whatever happens to its node:
 *
 * <pre>{@code
 * @Test
 * void resumes() throws Exception {
 *     Resumability.check(Simulation::run, new Params(10));
 * }
 * }</pre>
 *
 * <p>The function is run to its end twice, undisturbed, then again and again with losses of its node at every save,
 * between saves and behind the last one: politely (SIGTERM), hard (SIGKILL), twice without a save between, with the newest checkpoint truncated,
 * corrupted or missing, and as on HTCondor, where a call that saves does not return. Each run is made of real processes,
 * as on a node, with this JVM's class path, each in a fresh working directory. Under the check every state that a
 * {@link io.htmap.runtime.Checkpoint} or {@link io.htmap.runtime.Resumable} is offered is saved, whatever its policy.
 *
 * <p>Choose an input for which the function takes some milliseconds and saves a few times: its time is spent some
 * hundred times. Needs Linux. Immutable; safe to use from several threads.
 *
 * @param <I> type of the input
 * @param <O> type of the output
 */
public final class Resumability<I, O> {
    private final MapFunction<I, O> function;
    private final I input;
    private final Settings settings;

    private Resumability(MapFunction<I, O> function, I input, Settings settings) {
        this.function = function;
        this.input = input;
        this.settings = settings;
    }

    /**
     * Checks a function with the usual settings.
     *
     * @param function the function, as it would be mapped; serializable
     * @param input one input of it; serializable, may be null
     * @return what was done
     * @throws AssertionError when the function does not resume; the message shows the shortest sequence of losses that was
     *     found to show it
     * @throws IllegalArgumentException when the function or the input cannot be serialized
     * @throws IOException when the processes cannot be started or their files not be written
     * @throws InterruptedException when this thread is interrupted; all processes have been ended then
     */
    public static <I, O> Report check(MapFunction<I, O> function, I input) throws IOException, InterruptedException {
        return of(function, input).run();
    }

    /** Returns a check that is not begun yet. */
    public static <I, O> Resumability<I, O> of(MapFunction<I, O> function, I input) {
        return new Resumability<>(Objects.requireNonNull(function, "the function is null"), input, Settings.usual());
    }

    /** Returns the same check with another seed; it chooses the places where there are more than runs. Default: 1. */
    public Resumability<I, O> seed(long seed) {
        return with(settings.seed(seed));
    }

    /**
     * Returns the same check with another bound on the runs with losses. Where there are more places, a sample is taken.
     *
     * @param runs at least 1; default: 60
     * @throws IllegalArgumentException when it is less
     */
    public Resumability<I, O> atMost(int runs) {
        return with(settings.atMost(runs));
    }

    /**
     * Returns the same check with another grace period: how long a function that asks for evictions is given to leave.
     *
     * @param period default: 10 seconds
     * @throws IllegalArgumentException when it is not positive
     */
    public Resumability<I, O> grace(Duration period) {
        return with(settings.grace(period));
    }

    /**
     * Returns the same check with another comparison of results. By default two are the same when they are equal, or have
     * the same content: records and other objects field by field, as far as their classes are open to reflection (by their
     * serialized bytes otherwise), arrays, lists and queues element by element, sets and maps in any order. Numbers are
     * the same as {@link Double#equals} says, so NaN is NaN. Which objects are one and the same does not count.
     *
     * @param same whether two results are as good as each other; not null
     */
    @SuppressWarnings("unchecked") // it is given the outputs of this function only
    public Resumability<I, O> comparing(BiPredicate<? super O, ? super O> same) {
        return with(settings.comparing((BiPredicate<Object, Object>) Objects.requireNonNull(same, "same is null")));
    }

    /**
     * Returns the same check, which also compares all files in a folder outside the working directory that the function
     * writes. Its content is <strong>put back</strong> before each run to what it was before the check, so give a folder
     * of the test's own. (Single files that the function writes elsewhere are found without this.)
     *
     * @param folder must exist; held in memory
     */
    public Resumability<I, O> watching(Path folder) {
        return with(settings.watching(folder));
    }

    /** Returns the same check, which does not compare files outside the working directory in this folder: logs, say. */
    public Resumability<I, O> ignoring(Path fileOrFolder) {
        return with(settings.ignoring(fileOrFolder));
    }

    /** Returns the same check with options for the processes' Java, such as {@code -Xmx2g} or {@code --add-opens}. */
    public Resumability<I, O> javaOptions(String... options) {
        return with(settings.javaOptions(List.of(options)));
    }

    /**
     * Does the check.
     *
     * @return what was done
     * @throws AssertionError when the function does not resume
     * @throws IllegalArgumentException when the function or the input cannot be serialized
     * @throws IOException when the processes cannot be started or their files not be written
     * @throws InterruptedException when this thread is interrupted
     */
    public Report run() throws IOException, InterruptedException {
        return Course.of(function, input, settings).run();
    }

    private Resumability<I, O> with(Settings other) {
        return new Resumability<>(function, input, other);
    }
}
