package io.htmap.internal.attempt;

import io.htmap.MapOptions;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Says how much memory a component is given that ran out of it on HTCondor. An exit code only tells how many times what it
 * began with; the options tell how much that is. Pure.
 */
public final class MemoryGiven {
    private static final String OPTION = " (option maxMemoryMb)";
    private static final String ALL = "it is given all that it may have" + OPTION;
    private static final Pattern TIMES =
            Pattern.compile("it is given (\\d{1,2}) times memoryMb" + Pattern.quote(OPTION));

    private MemoryGiven() {}

    /** Returns that it is given the memory of a level, from 1 on. */
    static String at(int level) {
        return level == RequeueCode.MEMORY_LEVELS ? ALL : "it is given " + (1 << level) + " times memoryMb" + OPTION;
    }

    /**
     * Returns the reason in megabytes, if it says so.
     *
     * @param options complete options
     */
    public static String inMegabytes(String reason, MapOptions options) {
        long least = options.memoryMb().orElseThrow();
        long most = options.maxMemoryMb().orElse(least);
        Matcher times = TIMES.matcher(reason);
        return times.find()
                ? times.replaceFirst(given(Math.min(most, least * Long.parseLong(times.group(1)))))
                : reason.replace(ALL, given(most));
    }

    private static String given(long megabytes) {
        return "it is given " + megabytes + " MB" + OPTION;
    }
}
