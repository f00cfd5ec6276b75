package io.htmap.runtime.internal.wire;

import io.htmap.runtime.internal.io.CheckedText;
import io.htmap.runtime.internal.io.DamagedRecordException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a function threw, readable without the user's classes; reading it runs none of their code.
 *
 * @param type name of the class that was thrown
 * @param message its message, cut if it is very long; null if there was none
 * @param stack the stack trace as Java prints it, with causes and suppressed ones, a line each; cut if it is very long
 * @param component index of the component
 * @param attempt number of the attempt
 * @param host name of the node
 * @param javaVersion version of the node's Java
 * @param javaVendor its maker
 * @param time when it was thrown, by the node's wall clock
 * @param elapsedNanos how long the attempt had run by then, by the monotonic clock
 * @param workingDirectory what lay in the working directory, a line each; cut if there was much
 */
public record ErrorReport(
        String type,
        String message,
        List<String> stack,
        int component,
        int attempt,
        String host,
        String javaVersion,
        String javaVendor,
        Instant time,
        long elapsedNanos,
        List<String> workingDirectory) {

    private static final int FORMAT = 1;
    private static final double NANOS_A_SECOND = 1e9;

    public ErrorReport {
        stack = List.copyOf(stack);
        workingDirectory = List.copyOf(workingDirectory);
    }

    /** Returns the report as a text that knows when it is damaged. */
    public byte[] toBytes() {
        Map<String, String> values = new TreeMap<>();
        values.put(WireText.formatKey(), Integer.toString(FORMAT));
        values.put("type", type);
        if (message != null) {
            values.put("message", message);
        }
        values.put("stack", String.join("\n", stack));
        values.put("component", Integer.toString(component));
        values.put("attempt", Integer.toString(attempt));
        values.put("host", host);
        values.put("java_version", javaVersion);
        values.put("java_vendor", javaVendor);
        values.put("time_ms", Long.toString(time.toEpochMilli()));
        values.put("elapsed_ns", Long.toString(elapsedNanos));
        values.put("working_directory", String.join("\n", workingDirectory));
        return new CheckedText(values).toBytes();
    }

    /**
     * Reads a report.
     *
     * @param name what messages call the bytes
     * @throws DamagedRecordException when they are damaged or newer than this version
     */
    public static ErrorReport read(byte[] bytes, String name) throws DamagedRecordException {
        CheckedText text = WireText.parse(bytes, name, FORMAT);
        return new ErrorReport(
                text.require("type"),
                text.get("message"),
                lines(text.require("stack")),
                WireText.requireInt(text, "component"),
                WireText.requireInt(text, "attempt"),
                text.require("host"),
                text.require("java_version"),
                text.require("java_vendor"),
                time(text.requireLong("time_ms")),
                text.requireLong("elapsed_ns"),
                lines(text.require("working_directory")));
    }

    /** Returns the report for people: what was thrown where, the stack, and what lay in the working directory. */
    public String render() {
        StringBuilder page = new StringBuilder();
        page.append("component ").append(component).append(", attempt ").append(attempt);
        page.append(": ").append(headline()).append('\n');
        page.append("  on ").append(host).append(", Java ").append(javaVersion);
        page.append(" (").append(javaVendor).append("), at ").append(time);
        page.append(", after ")
                .append(Math.round(elapsedNanos / NANOS_A_SECOND * 10) / 10.0)
                .append(" s\n");
        appendLines(page, "stack trace:", stack);
        appendLines(page, "working directory:", workingDirectory.isEmpty() ? List.of("(empty)") : workingDirectory);
        return page.toString();
    }

    /** Returns the type and the message, as the first line of a stack trace has them. */
    public String headline() {
        return message == null ? type : type + ": " + message;
    }

    @Override
    public String toString() {
        return render();
    }

    private static void appendLines(StringBuilder page, String title, List<String> lines) {
        page.append("  ").append(title).append('\n');
        for (String line : lines) {
            page.append("    ").append(line).append('\n');
        }
    }

    private static List<String> lines(String text) {
        return text.isEmpty() ? List.of() : List.of(text.split("\n", -1));
    }

    private static Instant time(long millis) throws DamagedRecordException {
        try {
            return Instant.ofEpochMilli(millis);
        } catch (DateTimeException e) {
            throw new DamagedRecordException("the entry 'time_ms' is not a time: " + millis);
        }
    }
}
