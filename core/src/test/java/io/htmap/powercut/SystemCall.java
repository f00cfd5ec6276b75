package io.htmap.powercut;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A system call that succeeded, as strace wrote it.
 *
 * @param process the process, whichever of its threads it was
 * @param name of the call
 * @param arguments as written
 * @param result as written
 * @param began number of the log's line at which it began
 * @param ended number of the line at which it ended
 */
record SystemCall(int process, String name, List<String> arguments, String result, int began, int ended) {
    private static final Pattern WHOLE = Pattern.compile("(\\d+) +(\\w+)\\((.*)\\) += (.*)");
    private static final Pattern UNFINISHED = Pattern.compile("(\\d+) +(\\w+)\\((.*?),? *<unfinished \\.\\.\\.>");
    private static final Pattern RESUMED = Pattern.compile("(\\d+) +<\\.\\.\\. (\\w+) resumed>,? ?(.*)\\) += (.*)");
    private static final Pattern DESCRIPTOR = Pattern.compile("-?(\\w+)<(.*)>");

    private record Begun(String arguments, int line) {}

    /** Reads a log that was written with {@code -f -y -xx}. */
    static List<SystemCall> read(Path log) throws IOException {
        List<SystemCall> calls = new ArrayList<>();
        Map<Integer, Begun> begun = new HashMap<>();
        Map<Integer, Integer> processes = new HashMap<>();
        try (Stream<String> lines = Files.lines(log, StandardCharsets.ISO_8859_1)) {
            int[] number = {0};
            lines.forEach(line -> parse(line, number[0]++, calls, begun));
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        for (SystemCall call : calls) {
            if (call.name.startsWith("clone")
                    && String.join(", ", call.arguments).contains("CLONE_THREAD")) {
                processes.put(Integer.parseInt(call.result), call.process);
            }
        }
        return calls.stream()
                .map(call -> call.in(processOf(call.process, processes)))
                .toList();
    }

    private static void parse(String line, int number, List<SystemCall> calls, Map<Integer, Begun> begun) {
        Matcher unfinished = UNFINISHED.matcher(line);
        if (unfinished.matches()) {
            begun.put(Integer.parseInt(unfinished.group(1)), new Begun(unfinished.group(3), number));
            return;
        }
        Matcher resumed = RESUMED.matcher(line);
        if (resumed.matches()) {
            int thread = Integer.parseInt(resumed.group(1));
            Begun first = begun.remove(thread);
            String rest = resumed.group(3);
            String all = rest.isEmpty() ? first.arguments : first.arguments + ", " + rest;
            add(calls, thread, resumed.group(2), all, resumed.group(4), first.line, number);
            return;
        }
        Matcher whole = WHOLE.matcher(line);
        if (whole.matches()) {
            int thread = Integer.parseInt(whole.group(1));
            add(calls, thread, whole.group(2), whole.group(3), whole.group(4), number, number);
        }
    }

    private static void add(
            List<SystemCall> calls, int thread, String name, String arguments, String result, int began, int ended) {
        if (!result.startsWith("-") && !result.startsWith("?")) {
            calls.add(new SystemCall(thread, name, List.of(arguments.split(", ")), result, began, ended));
        }
    }

    private static int processOf(int thread, Map<Integer, Integer> processes) {
        int process = thread;
        for (Integer next = processes.get(process); next != null; next = processes.get(process)) {
            process = next;
        }
        return process;
    }

    private SystemCall in(int itsProcess) {
        return new SystemCall(itsProcess, name, arguments, result, began, ended);
    }

    /** Returns the text of an argument. */
    String text(int argument) {
        return new String(bytes(argument), StandardCharsets.UTF_8);
    }

    /** Returns the bytes of an argument. */
    byte[] bytes(int argument) {
        String quoted = arguments.get(argument);
        if (!quoted.startsWith("\"") || !quoted.endsWith("\"")) {
            throw new IllegalStateException("not recorded whole: " + name + " " + quoted.substring(0, 20));
        }
        return decode(quoted.substring(1, quoted.length() - 1));
    }

    long number(int argument) {
        return Long.decode(arguments.get(argument));
    }

    /** Returns the number of the descriptor that is an argument. */
    int descriptor(int argument) {
        Matcher matcher = DESCRIPTOR.matcher(arguments.get(argument));
        return Integer.parseInt(matcher.matches() ? matcher.group(1) : arguments.get(argument));
    }

    /** Returns the number of the descriptor that is the result. */
    int resultDescriptor() {
        Matcher matcher = DESCRIPTOR.matcher(result);
        return Integer.parseInt(matcher.matches() ? matcher.group(1) : result);
    }

    /** Returns the path that an argument's descriptor stands for. */
    String pathOf(int argument) {
        Matcher matcher = DESCRIPTOR.matcher(arguments.get(argument));
        return matcher.matches() ? new String(decode(matcher.group(2)), StandardCharsets.UTF_8) : "";
    }

    private static byte[] decode(String hex) {
        byte[] bytes = new byte[hex.length() / 4];
        for (int i = 0; i < bytes.length; i++) {
            if (hex.charAt(4 * i) != '\\' || hex.charAt(4 * i + 1) != 'x') {
                return hex.getBytes(StandardCharsets.ISO_8859_1);
            }
            bytes[i] = (byte) Integer.parseInt(hex, 4 * i + 2, 4 * i + 4, 16);
        }
        return bytes;
    }
}
