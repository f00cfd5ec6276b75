package io.htmap.pool;

import static org.assertj.core.api.Assertions.assertThat;

import io.htmap.Attempt;
import io.htmap.AttemptEnd;
import io.htmap.ComponentMap;
import io.htmap.testing.Trace.Line;
import io.htmap.testing.Trace.What;
import java.util.ArrayList;
import java.util.List;

/** What a counter printed in its attempts, by its trace, against the standard output and error that the map has of it. */
final class Streams {
    private static final String SCRATCH = "starting from scratch";
    private static final String LOADED = "loaded checkpoint at step ";
    private static final String COMPLETED = "completed step ";
    private static final String WARNED = "warning at step ";

    private Streams() {}

    /**
     * Checks that each attempt of the first component has all that it printed, and nothing else; of one that was lost,
     * what it printed before its last commit to the access point, and a line that says so.
     *
     * @param alsoLost numbers of attempts of which the log does not show that they were
     */
    static void assertAgree(ComponentMap<?, ?> map, List<Line> trace, List<Integer> alsoLost) {
        for (Attempt attempt : map.attempts(0)) {
            List<Line> lines = trace.stream()
                    .filter(line -> line.attempt() == attempt.number())
                    .toList();
            boolean lost = attempt.how().orElseThrow() == AttemptEnd.LOST || alsoLost.contains(attempt.number());
            String out = map.stdout(0, attempt.number());
            assertPrinted(attempt, out, printed(lines), lost ? printed(committed(lines)) : printed(lines));
            assertThat(out.contains("[htmap] attempt " + attempt.number() + " ended hard"))
                    .as("the gap of %s: %s", attempt, out)
                    .isEqualTo(lost);
            List<String> warnings = warned(printed(lines));
            assertPrinted(
                    attempt,
                    map.stderr(0, attempt.number()),
                    warnings,
                    lost ? warned(printed(committed(lines))) : warnings);
        }
    }

    private static void assertPrinted(Attempt attempt, String stream, List<String> most, List<String> least) {
        List<String> there = stream.lines().filter(Streams::isCounters).toList();
        assertThat(there).as("what %s printed", attempt).hasSizeBetween(least.size(), most.size());
        assertThat(there).as("what %s printed", attempt).isEqualTo(most.subList(0, there.size()));
    }

    private static boolean isCounters(String line) {
        return line.equals(SCRATCH) || line.startsWith(LOADED) || line.startsWith(COMPLETED) || line.startsWith(WARNED);
    }

    /** What stands before the last commit to the access point, after which the process begins anew. */
    private static List<Line> committed(List<Line> lines) {
        int last = 0;
        for (int i = 0; i < lines.size(); i++) {
            last = lines.get(i).what() == What.STARTED ? i : last;
        }
        return last == 0 ? List.of() : lines.subList(0, last);
    }

    /** Counters are stopped at their gates, so each step that was begun was completed. */
    private static List<String> printed(List<Line> lines) {
        List<String> printed = new ArrayList<>();
        for (Line line : lines) {
            if (line.what() == What.STARTED) {
                printed.add(line.step() == 0 ? SCRATCH : LOADED + line.step());
            } else if (line.what() == What.BEGUN) {
                printed.add(COMPLETED + line.step());
            }
        }
        return printed;
    }

    /** On its standard error, a counter says something at each step. */
    private static List<String> warned(List<String> printed) {
        return printed.stream()
                .filter(line -> line.startsWith(COMPLETED))
                .map(line -> WARNED + line.substring(COMPLETED.length()))
                .toList();
    }
}
