package io.htmap.testkit.internal;

import io.htmap.testkit.internal.Fault.Kind;
import io.htmap.testkit.internal.Stay.End;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Compares a run with the undisturbed one. */
final class Judge {
    private final Outcome undisturbed;
    private final byte[] right;
    private final Sameness sameness;

    /** @param undisturbed has returned a result */
    Judge(Outcome undisturbed, Sameness sameness) {
        this.undisturbed = undisturbed;
        this.right = result(undisturbed);
        this.sameness = sameness;
    }

    private static byte[] result(Outcome outcome) {
        byte[] value = outcome.last().value();
        if (value == null) {
            throw new IllegalStateException("there is no result");
        }
        return value;
    }

    /** Returns what is wrong with the result or with a file outside, if anything is. */
    Optional<Fault> judge(Plan plan, Outcome outcome) throws IOException {
        Optional<Fault> fault = judgeResult(plan, outcome);
        if (fault.isPresent()) {
            return fault;
        }
        List<Path> files = undisturbed.outside().differences(outcome.outside());
        return files.isEmpty() ? Optional.empty() : Optional.of(fileFault(plan, outcome, files.get(0)));
    }

    /** Returns what is wrong with the result, if anything is. */
    Optional<Fault> judgeResult(Plan plan, Outcome outcome) throws IOException {
        if (!outcome.returned()) {
            return Optional.of(new Fault(plan, endOf(outcome.last()), end(outcome.last()), printed(outcome)));
        }
        byte[] value = result(outcome);
        Optional<String> difference = sameness.difference(right, value);
        return difference.isEmpty() ? Optional.empty() : Optional.of(resultFault(plan, value, difference.get()));
    }

    private static Kind endOf(Stay last) {
        return last.end() == End.HUNG ? Kind.ENDLESS : Kind.END;
    }

    private Fault resultFault(Plan plan, byte[] value, String difference) throws IOException {
        String expected = Sameness.show(right);
        String found = Sameness.show(value);
        String lines = twoLines("undisturbed", Excerpt.of(expected, found), "now", Excerpt.of(found, expected));
        return new Fault(plan, Kind.RESULT, "its result is another one", lines + "\n  where:       " + difference);
    }

    private Fault fileFault(Plan plan, Outcome outcome, Path file) {
        String expected = undisturbed.outside().show(file);
        String found = outcome.outside().show(file);
        return new Fault(
                plan,
                Kind.FILE,
                "its result is the same, but the file " + file + ", outside its working directory, is another one",
                twoLines("undisturbed", Excerpt.of(expected, found), "now", Excerpt.of(found, expected)));
    }

    private static String twoLines(String first, String one, String second, String other) {
        return "  " + first + ": " + one + "\n  " + second + ": " + " ".repeat(first.length() - second.length())
                + other;
    }

    static String end(Stay last) {
        return last.end() == End.THREW ? last.trouble().lines().findFirst().orElseThrow() : last.trouble();
    }

    static String printed(Outcome outcome) {
        Stay last = outcome.last();
        String stack = last.trouble().lines().skip(1).collect(Collectors.joining("\n  "));
        return (stack.isEmpty() ? "" : "  " + stack + "\n")
                + (last.printed().isEmpty() ? "" : "  it had printed:\n" + last.printed());
    }
}
