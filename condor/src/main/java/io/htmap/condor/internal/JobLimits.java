package io.htmap.condor.internal;

import io.htmap.MapOptions;
import io.htmap.internal.attempt.BackOff;
import io.htmap.internal.attempt.RequeueCode;
import io.htmap.internal.attempt.UsedUp;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What keeps an idle job from running: a retry that waits, and evictions that were too many, after which it is held. All
 * of it is told from the exit code of the script; that is durable in the queue, and the schedd looks at it whatever was
 * restarted. Expressions of the submit description. Pure.
 */
final class JobLimits {
    /** One that was released shall run at once. */
    private static final String NOT_RELEASED = "LastJobStatus =!= 5";

    private static final String LEFT_ITS_NODE = "LastVacateTime >= JobCurrentStartDate";

    /** A job whose node was lost still has the exit code of an earlier attempt, for which it may have been held before. */
    private static final String EVICTED_TOO_OFTEN = "(ExitCode == " + RequeueCode.EVICTED_TOO_OFTEN + " || ExitCode == "
            + RequeueCode.EVICTED_TOO_OFTEN_AGAIN + ") && " + NOT_RELEASED + " && " + LEFT_ITS_NODE
            + " && LastHoldReasonSubCode =!= ExitCode";

    private static final Duration SHORTEST = Duration.ofSeconds(1);

    private JobLimits() {}

    /**
     * Returns the lines of a submit description.
     *
     * @param options complete options
     */
    static List<String> lines(MapOptions options) {
        List<String> lines = new ArrayList<>();
        List<String> obstacles = new ArrayList<>();
        if (options.retries().orElse(0) > 0
                && !options.retryDelay().orElseThrow().isZero()) {
            obstacles.add(waits(options));
        }
        if (options.maxEvictions().isPresent()) {
            obstacles.add(EVICTED_TOO_OFTEN);
            lines.add("periodic_hold = JobStatus == 1 && (" + EVICTED_TOO_OFTEN + ") =?= true");
            lines.add("periodic_hold_subcode = ExitCode");
            lines.add("periodic_hold_reason = \"" + UsedUp.EVICTIONS + "\"");
        }
        if (!obstacles.isEmpty()) {
            // only an idle job's: the node asks too, of one that has just begun
            lines.add("requirements = JobStatus =!= 1 || ("
                    + obstacles.stream().map(each -> "(" + each + ") =!= true").collect(Collectors.joining(" && "))
                    + ")");
        }
        return lines;
    }

    private static String waits(MapOptions options) {
        int waits = Math.min(options.retries().orElseThrow(), RequeueCode.WAITS);
        String seconds = IntStream.rangeClosed(1, waits)
                .mapToObj(retry -> Long.toString(seconds(options.retryDelay().orElseThrow(), retry)))
                .collect(Collectors.joining(", ", "{", "}"));
        return "ExitCode >= " + RequeueCode.RETRY + " && ExitCode < " + (RequeueCode.RETRY + RequeueCode.WAITS)
                + " && " + NOT_RELEASED + " && (" + LEFT_ITS_NODE + ") =!= true && time() < EnteredCurrentStatus + "
                + seconds
                + "[ExitCode - " + RequeueCode.RETRY + "]";
    }

    /** Returns how long a retry waits; HTCondor counts whole seconds. */
    static long seconds(Duration first, int retry) {
        Duration delay = BackOff.before(first.compareTo(SHORTEST) < 0 ? SHORTEST : first, retry);
        // the second that it begins in may be nearly over
        return delay.plusMillis(999).toSeconds() + 1;
    }
}
