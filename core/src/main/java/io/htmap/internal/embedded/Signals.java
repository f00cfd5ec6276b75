package io.htmap.internal.embedded;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Sends signals that Java cannot send. Every shell can: {@code kill} is a command of its own. */
final class Signals {
    private Signals() {}

    /** Sends a signal, such as {@code STOP}, to processes; those that are gone are passed over. */
    static void send(String name, Collection<Long> processes) throws IOException {
        if (processes.isEmpty()) {
            return;
        }
        List<String> command = new ArrayList<>(List.of("/bin/sh", "-c", "kill -" + name + " \"$@\"", "sh"));
        processes.forEach(pid -> command.add(Long.toString(pid)));
        Process shell = new ProcessBuilder(command)
                .redirectOutput(Redirect.DISCARD)
                .redirectError(Redirect.DISCARD)
                .start();
        try {
            shell.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while a signal was sent");
        }
    }
}
