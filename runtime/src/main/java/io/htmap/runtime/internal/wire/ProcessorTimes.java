package io.htmap.runtime.internal.wire;

import java.io.FileInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * Processor time of a process, as Linux tells it in {@code /proc/PID/stat} (proc(5), fields 14 and 15, in hundredths of a
 * second); nothing elsewhere.
 *
 * @param userMillis in the program, in milliseconds
 * @param systemMillis in the kernel for it, in milliseconds
 */
record ProcessorTimes(long userMillis, long systemMillis) {
    private static final int MILLIS_A_TICK = 10;
    private static final int USER_FIELD = 14 - 3;
    private static final ProcessorTimes UNKNOWN = new ProcessorTimes(0, 0);

    static ProcessorTimes ofThisProcess() {
        try (FileInputStream stat = new FileInputStream("/proc/self/stat")) {
            return parse(new String(stat.readAllBytes(), StandardCharsets.ISO_8859_1));
        } catch (IOException notLinux) {
            return UNKNOWN;
        }
    }

    /** Reads the line; the name of the program, in brackets, may hold anything. */
    static ProcessorTimes parse(String stat) {
        String[] fields = stat.substring(stat.lastIndexOf(')') + 1).trim().split(" ");
        if (fields.length <= USER_FIELD + 1) {
            return UNKNOWN;
        }
        return new ProcessorTimes(
                Long.parseLong(fields[USER_FIELD]) * MILLIS_A_TICK,
                Long.parseLong(fields[USER_FIELD + 1]) * MILLIS_A_TICK);
    }
}
