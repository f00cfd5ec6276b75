package io.htmap.condor.internal;

import io.htmap.MapOptions;
import io.htmap.internal.attempt.RequeueCode;
import io.htmap.internal.attempt.UsedUp;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What becomes of a job by the exit code of its script: see {@code run.sh}, which has the same numbers. The reasons are
 * for HTCondor's own tools; where the node noted more, the library tells that.
 */
final class JobEnds {
    static final int OUTPUT_NOT_WRITTEN = 81;
    static final int OUT_OF_MEMORY = 82;
    static final int BAD_JOB = 83;
    static final int NOT_RESTORED = 86;
    static final int SIGNAL_BASE = 128;
    static final int NO_JAVA = 90;
    static final int OLD_JAVA = 91;
    static final int FUNCTION_EXITED = 92;
    static final int JAVA_DID_NOT_START = 94;
    static final int CRASHED = 95;
    static final int HALTED = 96;
    static final int TOO_MANY_LOSSES = 97;
    static final int OUT_OF_TIME = 88;
    static final int STALLED_TOO_OFTEN = 98;
    static final int EVICTED_TOO_OFTEN = 99;

    /** The job leaves the queue with an output: a value or an error. */
    static final String REMOVE = "(ExitBySignal =?= false) && (ExitCode == 0 || ExitCode == 1)";

    /** The subcode of a hold. */
    static final String SUBCODE = "ifThenElse(ExitBySignal =?= true, " + SIGNAL_BASE + " + ExitSignal, ExitCode)";

    /** Evicted, committed or lost: the job runs again. */
    private static final String AGAIN = "ExitCode == 80 || ExitCode == 85 || ExitCode == 93";

    private JobEnds() {}

    /**
     * Returns what holds a job: every exit code that means nothing else, so that none is tried again for ever. A script
     * that a signal ended has lost its node, which may happen a few times; HTCondor counts all ends of a job's that were not
     * evictions.
     */
    static String hold(MapOptions options) {
        int askedForMemory = new MemoryLevels(options).grow() ? RequeueCode.MEMORY_LEVELS : 0;
        int tooMany = options.maxLosses().orElseThrow() + options.retries().orElse(0) + askedForMemory;
        return "(ExitBySignal =?= false && !(ExitCode == 0 || ExitCode == 1 || " + again(options) + "))"
                + " || (ExitBySignal =?= true && NumJobCompletions >= " + tooMany + ")";
    }

    /** Of the codes that only an option gives a meaning, each counts only with its option. */
    private static String again(MapOptions options) {
        StringBuilder again = new StringBuilder(AGAIN);
        if (options.maxEvictions().isPresent()) {
            again.append(between(RequeueCode.EVICTED_TOO_OFTEN, RequeueCode.EVICTED_TOO_OFTEN_AGAIN));
        }
        if (options.retries().orElse(0) > 0) {
            again.append(between(RequeueCode.RETRY, RequeueCode.MORE_MEMORY - 1));
        }
        if (new MemoryLevels(options).grow()) {
            again.append(between(RequeueCode.MORE_MEMORY, RequeueCode.LAST));
        }
        return again.toString();
    }

    private static String between(int first, int last) {
        return " || (ExitCode >= " + first + " && ExitCode <= " + last + ")";
    }

    /**
     * Returns an expression that gives the reason of a hold; what to do about it is {@link io.htmap.Hold#advice}'s.
     *
     * @param options complete options
     */
    static String reasons(int nodeJava, MapOptions options) {
        StringBuilder expression = new StringBuilder();
        Map<Integer, String> texts =
                texts(nodeJava, place(options.javaHome()), options.maxLosses().orElseThrow());
        if (new MemoryLevels(options).grow()) {
            texts.put(OUT_OF_MEMORY, "the function ran out of memory; " + UsedUp.MEMORY);
        }
        options.maxRunTime().ifPresent(most -> texts.put(OUT_OF_TIME, outOfTime(most)));
        texts.forEach((code, text) -> expression
                .append("ifThenElse(ExitCode == ")
                .append(code)
                .append(", \"")
                .append(text)
                .append("\", "));
        String script = expression + "strcat(\"the script of the job failed with exit code \", ExitCode)"
                + ")".repeat(texts.size());
        return "ifThenElse(ExitBySignal =?= true, strcat(\"the script of the job was killed by signal \", ExitSignal,"
                + " \" on the node, not for the first time\"), " + script + ")";
    }

    private static String outOfTime(Duration most) {
        return "its run time is used up (option maxRunTime): it has run for " + most.toMillis() / 1000.0 + " s";
    }

    /** Where a node looks for Java; what a ClassAd's text or a submit description would change is not repeated. */
    private static String place(Optional<Path> javaHome) {
        return javaHome.map(Path::toString)
                .map(path -> path.matches("[\\w/.+-]+")
                        ? "in " + path + " on the node"
                        : "on the node where the option javaHome says")
                .orElse("on the node's PATH");
    }

    private static Map<Integer, String> texts(int nodeJava, String javaPlace, int maxLosses) {
        Map<Integer, String> texts = new LinkedHashMap<>();
        texts.put(OUTPUT_NOT_WRITTEN, "the output could not be written on the node");
        texts.put(OUT_OF_MEMORY, "the function ran out of memory");
        texts.put(BAD_JOB, "the function or its input cannot be read on the node; see its standard error");
        texts.put(
                NOT_RESTORED,
                "its disk could not be written, or the checkpoint could not be restored on the node; see its standard error");
        texts.put(NO_JAVA, "there is no Java " + javaPlace);
        texts.put(OLD_JAVA, "the node's Java is older than " + nodeJava + ", which the map's classes need");
        texts.put(FUNCTION_EXITED, "the function called System.exit; see its standard error");
        texts.put(JAVA_DID_NOT_START, "Java did not start on the node; see its standard error");
        texts.put(CRASHED, "the JVM crashed on the node; see its standard error");
        texts.put(HALTED, "the function ended its JVM; see its standard error");
        texts.put(
                TOO_MANY_LOSSES,
                "its process was killed on the node " + maxLosses + " times in a row without a new checkpoint (option"
                        + " maxLosses)");
        texts.put(
                STALLED_TOO_OFTEN,
                "it got nowhere (option stallTimeout), or was killed on the node, " + maxLosses
                        + " times in a row without a new checkpoint (option maxLosses)");
        texts.put(EVICTED_TOO_OFTEN, UsedUp.EVICTIONS);
        return texts;
    }
}
