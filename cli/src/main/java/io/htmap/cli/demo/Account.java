package io.htmap.cli.demo;

import io.htmap.Attempt;
import io.htmap.AttemptEnd;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What happened in the demo: told by the event log and the outputs, checked against the trace.
 *
 * @param attempts from the event log
 * @param transcripts the output of each attempt, in the same order
 * @param trace what the counter wrote down itself
 * @param steps how many it had to count
 * @param result what the map returned
 */
record Account(List<Attempt> attempts, List<Transcript> transcripts, Trace trace, int steps, boolean result) {

    /** Returns how many attempts lost their node. */
    long evictions() {
        return attempts.stream()
                .flatMap(attempt -> attempt.how().stream())
                .filter(AttemptEnd::isEviction)
                .count();
    }

    /** Returns the step that each attempt but the first found saved. */
    List<Integer> resumedAt() {
        List<Integer> steps = new ArrayList<>();
        for (int i = 1; i < attempts.size(); i++) {
            steps.add(trace.start(number(i)).map(Trace.Start::step).orElse(0));
        }
        return steps;
    }

    /** Returns how many times a step was completed that had been completed before. */
    int recomputed() {
        return repeats(IntStream.range(0, attempts.size()).mapToObj(this::completed));
    }

    /** Returns the last line of the demo. */
    String summary() {
        return "demo: attempts=" + attempts.size() + " evictions=" + evictions() + " resumed_at="
                + resumedAt().toString().replace(" ", "") + " recomputed_steps=" + recomputed() + " result=" + result;
    }

    /** Returns what is not as it must be, a line each; empty if all is well. */
    List<String> mismatches(int evictionsMade) {
        List<String> found = new ArrayList<>();
        check(found, result, "the result is not true");
        check(found, evictions() == evictionsMade, "evictions: made " + evictionsMade + ", logged " + evictions());
        check(
                found,
                attempts.size() == evictionsMade + 1,
                "attempts: " + attempts.size() + ", with " + evictionsMade + " evictions there must be "
                        + (evictionsMade + 1));
        for (int i = 0; i < attempts.size(); i++) {
            checkStart(found, i);
            checkSteps(found, i);
        }
        int traced = repeats(attempts.stream().map(attempt -> trace.completed(attempt.number())));
        check(found, recomputed() == traced, "recomputed steps: " + recomputed() + ", but " + traced + " in the trace");
        return found;
    }

    private void checkStart(List<String> found, int i) {
        String attempt = "attempt " + number(i);
        int step = trace.start(number(i)).map(Trace.Start::step).orElse(-1);
        if (i == 0) {
            check(found, step == 0 && transcripts.get(i).isFromScratch(), attempt + " did not start from scratch");
            return;
        }
        int before = furthest(i);
        check(found, step > 0 && transcripts.get(i).isFromCheckpoint(), attempt + " did not load a checkpoint");
        check(found, step <= before, attempt + " resumed at step " + step + ", which was never completed before");
        check(
                found,
                step >= before - 1,
                attempt + " resumed at step " + step + ", but step " + (before - 1) + " was saved");
    }

    /** What it printed is what it did: each step that follows its start, once. */
    private void checkSteps(List<String> found, int i) {
        List<Integer> completed = completed(i);
        int first = trace.start(number(i)).map(Trace.Start::step).orElse(0) + 1;
        for (int k = 0; k < completed.size(); k++) {
            check(
                    found,
                    completed.get(k) == first + k,
                    "attempt " + number(i) + " completed step " + completed.get(k) + " where step " + (first + k)
                            + " was due");
        }
        check(
                found,
                completed.equals(trace.completed(number(i))),
                "attempt " + number(i) + " printed the steps " + completed + ", but traced "
                        + trace.completed(number(i)));
        if (i == attempts.size() - 1) {
            check(found, completed.contains(steps), "step " + steps + " was not completed");
        }
    }

    /**
     * Returns the steps that an attempt completed, as it printed them. An eviction may fall between the line in the
     * trace and the same line in the output: then the step was completed all the same.
     */
    private List<Integer> completed(int i) {
        List<Integer> printed = transcripts.get(i).completed();
        List<Integer> traced = trace.completed(number(i));
        boolean evicted = attempts.get(i).how().filter(AttemptEnd::isEviction).isPresent();
        boolean cut = evicted
                && traced.size() == printed.size() + 1
                && traced.subList(0, printed.size()).equals(printed);
        return cut ? traced : printed;
    }

    private int furthest(int end) {
        return IntStream.range(0, end)
                .mapToObj(this::completed)
                .flatMap(List::stream)
                .max(Integer::compare)
                .orElse(0);
    }

    private int number(int i) {
        return attempts.get(i).number();
    }

    private static int repeats(Stream<List<Integer>> completed) {
        List<Integer> all = completed.flatMap(List::stream).toList();
        return all.size() - new HashSet<>(all).size();
    }

    private static void check(List<String> found, boolean holds, String mismatch) {
        if (!holds) {
            found.add(mismatch);
        }
    }
}
