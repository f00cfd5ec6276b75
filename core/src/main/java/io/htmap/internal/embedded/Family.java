package io.htmap.internal.embedded;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The processes that a function has started, and those that they have. They are known by a variable in their
 * environment, which is theirs alone, survives their parents and cannot be another's by accident, as a number can.
 * Without {@code /proc} there are none that could be found.
 */
final class Family {
    private static final String MARK = "HTMAP_SCRATCH";
    private static final Path PROC = Path.of("/proc");
    private static final int ROUNDS = 20;

    private Family() {}

    /** Marks a process that is about to be started, and all that it will start. */
    static void mark(Map<String, String> environment, Path scratch) {
        environment.put(MARK, scratch.toString());
    }

    /** Takes the mark away: what is started here belongs to nobody. */
    static void unmark(Map<String, String> environment) {
        environment.remove(MARK);
    }

    /** Kills what is left of an attempt whose runner is gone; those who start others meanwhile are found again. */
    static void kill(Path scratch) {
        List<ProcessHandle> members = members(scratch);
        for (int round = 0; round < ROUNDS && !members.isEmpty(); round++) {
            members.forEach(ProcessHandle::destroyForcibly);
            members = members(scratch);
        }
    }

    /** Stops a runner and what it has started; those who start others meanwhile are found again. */
    static void stop(ProcessHandle runner, Path scratch) throws IOException {
        Set<Long> stopped = new TreeSet<>();
        for (int round = 0; round < ROUNDS; round++) {
            Set<Long> fresh = withMembers(runner, scratch);
            fresh.removeAll(stopped);
            if (fresh.isEmpty()) {
                return;
            }
            Signals.send("STOP", fresh);
            stopped.addAll(fresh);
        }
    }

    /** Lets a runner and what it has started go on. */
    static void goOn(ProcessHandle runner, Path scratch) throws IOException {
        Signals.send("CONT", withMembers(runner, scratch));
    }

    /** Returns the numbers of a runner and of all that it has started. */
    static Set<Long> withMembers(ProcessHandle runner, Path scratch) {
        return Stream.of(Stream.of(runner), runner.descendants(), members(scratch).stream())
                .flatMap(some -> some)
                .filter(ProcessHandle::isAlive)
                .map(ProcessHandle::pid)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static List<ProcessHandle> members(Path scratch) {
        String mark = "\0" + MARK + "=" + scratch + "\0";
        List<ProcessHandle> members = new ArrayList<>();
        try (DirectoryStream<Path> processes = Files.newDirectoryStream(PROC, "[0-9]*")) {
            for (Path process : processes) {
                if (environment(process).contains(mark)) {
                    ProcessHandle.of(Long.parseLong(process.getFileName().toString()))
                            .ifPresent(members::add);
                }
            }
        } catch (IOException notLinux) {
            return List.of();
        }
        return members;
    }

    /** Empty for those that are gone, are not ours, or are dead and not yet buried. */
    private static String environment(Path process) {
        try {
            byte[] bytes = Files.readAllBytes(process.resolve("environ"));
            return "\0" + new String(bytes, StandardCharsets.UTF_8);
        } catch (IOException notOurs) {
            return "";
        }
    }
}
