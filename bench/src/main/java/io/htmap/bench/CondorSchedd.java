package io.htmap.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The access point's schedd, and the programs that ask it. */
final class CondorSchedd {
    /** In a pool of bin/pool there are several machines, and root may do all. */
    private static final boolean IN_POOL = Files.exists(Path.of("/run/htmap-pool"));

    /** Forgets the peak so far, where that is permitted; else it is that of the schedd's whole life. */
    void resetPeak() throws IOException, InterruptedException {
        if (IN_POOL) {
            onItsMachine("echo 5 >/proc/$(pgrep -o -x condor_schedd)/clear_refs");
        }
    }

    /** Returns the most memory that it had. */
    String peak() throws IOException, InterruptedException {
        return megabytes(onItsMachine("cat /proc/$(pgrep -o -x condor_schedd)/status"));
    }

    /** Returns the peak in what /proc says of a process. */
    static String megabytes(String status) {
        String kilobytes = status.lines()
                .filter(line -> line.startsWith("VmHWM:"))
                .findFirst()
                .orElseThrow()
                .replaceAll("\\D", "");
        return String.format(Locale.ROOT, "%d MB", Long.parseLong(kilobytes) / 1024);
    }

    private static String onItsMachine(String script) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        if (IN_POOL) {
            command.addAll(List.of("bin/pool", "exec", "--root", "--on", "submit", "--"));
        }
        command.addAll(List.of("sh", "-c", script));
        return run(command);
    }

    /** Returns what a program prints, which must succeed. */
    static String run(List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        process.getOutputStream().close();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int exit = process.waitFor();
        if (exit != 0) {
            throw new IOException(command + " failed with exit code " + exit + ": " + printed);
        }
        return printed;
    }

    /** Waits until no job is left that a constraint describes. */
    static void awaitGone(String constraint) throws IOException, InterruptedException {
        List<String> query = List.of("condor_q", "-constraint", constraint, "-limit", "1", "-af", "ClusterId");
        while (!run(query).isBlank()) {
            Thread.sleep(50);
        }
    }

    /** Waits until a log tells of the first job that runs. */
    static void awaitFirst(Path log) throws IOException, InterruptedException {
        while (!Files.exists(log)
                || !Files.readString(log, StandardCharsets.ISO_8859_1).contains("\n001 (")) {
            Thread.sleep(20);
        }
    }
}
