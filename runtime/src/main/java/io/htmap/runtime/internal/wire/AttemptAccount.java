package io.htmap.runtime.internal.wire;

import io.htmap.runtime.internal.io.CheckedText;
import io.htmap.runtime.internal.io.DamagedRecordException;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the runner knows of its attempt when it has written the output.
 *
 * @param component index of the component
 * @param attempt number of the attempt
 * @param host name of the node
 * @param pid process id there
 * @param javaVersion version of the node's Java, such as 17.0.15
 * @param javaVendor its maker
 * @param startedAtMillis the node's wall clock at the runner's start, in milliseconds since 1970
 * @param elapsedNanos from then to now, by the monotonic clock
 * @param restoredGeneration the generation that the attempt started from, or 0
 * @param commits how many generations it committed
 * @param lastGeneration the last of them, or 0
 * @param stdoutBytes length of the standard output; 0 when that is not a file
 * @param stderrBytes length of the standard error; 0 when that is not a file
 */
public record AttemptAccount(
        int component,
        int attempt,
        String host,
        long pid,
        String javaVersion,
        String javaVendor,
        long startedAtMillis,
        long elapsedNanos,
        int restoredGeneration,
        int commits,
        int lastGeneration,
        long stdoutBytes,
        long stderrBytes) {

    private static final int FORMAT = 1;

    /** Returns the account as a text that knows when it is damaged. */
    public byte[] toBytes() {
        Map<String, String> values = new TreeMap<>();
        values.put(WireText.formatKey(), Integer.toString(FORMAT));
        values.put("component", Integer.toString(component));
        values.put("attempt", Integer.toString(attempt));
        values.put("host", host);
        values.put("pid", Long.toString(pid));
        values.put("java_version", javaVersion);
        values.put("java_vendor", javaVendor);
        values.put("started_at_ms", Long.toString(startedAtMillis));
        values.put("elapsed_ns", Long.toString(elapsedNanos));
        values.put("restored_generation", Integer.toString(restoredGeneration));
        values.put("commits", Integer.toString(commits));
        values.put("last_generation", Integer.toString(lastGeneration));
        values.put("stdout_bytes", Long.toString(stdoutBytes));
        values.put("stderr_bytes", Long.toString(stderrBytes));
        return new CheckedText(values).toBytes();
    }

    /**
     * Reads an account.
     *
     * @param name what messages call the bytes
     * @throws DamagedRecordException when they are damaged or newer than this version
     */
    public static AttemptAccount read(byte[] bytes, String name) throws DamagedRecordException {
        CheckedText text = WireText.parse(bytes, name, FORMAT);
        return new AttemptAccount(
                WireText.requireInt(text, "component"),
                WireText.requireInt(text, "attempt"),
                text.require("host"),
                text.requireLong("pid"),
                text.require("java_version"),
                text.require("java_vendor"),
                text.requireLong("started_at_ms"),
                text.requireLong("elapsed_ns"),
                WireText.requireInt(text, "restored_generation"),
                WireText.requireInt(text, "commits"),
                WireText.requireInt(text, "last_generation"),
                text.requireLong("stdout_bytes"),
                text.requireLong("stderr_bytes"));
    }
}
