package io.htmap.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Looks at processes and kills them. */
public final class Processes {
    private Processes() {}

    /** Kills a process as a power cut would, and waits until it is gone. */
    public static void killHard(long pid) {
        ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
        Waits.until("process " + pid + " is gone", () -> !isAlive(pid));
    }

    /** Sends SIGTERM. */
    public static void terminate(long pid) {
        ProcessHandle.of(pid).ifPresent(ProcessHandle::destroy);
    }

    /** Sends any signal, such as {@code STOP}. */
    public static void signal(String name, long pid) {
        try {
            int exit = new ProcessBuilder("/bin/kill", "-" + name, Long.toString(pid))
                    .inheritIO()
                    .start()
                    .waitFor();
            assertThat(exit).as("exit code of kill -" + name).isZero();
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Returns whether a process lives; one that is dead but not yet collected by its parent does not. */
    public static boolean isAlive(long pid) {
        return ProcessHandle.of(pid).isPresent() && !isZombie(pid);
    }

    /** Returns the live processes that have this text in their command lines, but not this process. */
    public static List<Long> mentioning(String text) {
        long self = ProcessHandle.current().pid();
        return ProcessHandle.allProcesses()
                .map(ProcessHandle::pid)
                .filter(pid -> pid != self && commandLine(pid).contains(text) && isAlive(pid))
                .toList();
    }

    static String commandLine(long pid) {
        try {
            return Files.readString(Path.of("/proc", Long.toString(pid), "cmdline"))
                    .replace('\0', ' ');
        } catch (IOException gone) {
            return "";
        }
    }

    /** Returns whether a process is stopped by a signal. */
    public static boolean isStopped(long pid) {
        return state(pid) == 'T';
    }

    private static boolean isZombie(long pid) {
        return state(pid) == 'Z';
    }

    /** Z, dead and not yet collected, also for one that is gone. */
    private static char state(long pid) {
        try {
            String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
            return stat.charAt(stat.lastIndexOf(')') + 2);
        } catch (IOException gone) {
            return 'Z';
        }
    }
}
