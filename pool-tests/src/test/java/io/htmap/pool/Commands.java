package io.htmap.pool;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Runs programs to their ends. */
final class Commands {
    private Commands() {}

    /** What a program did; its standard error is among what it wrote. */
    record Done(int exitCode, String wrote) {}

    /** Returns what a program wrote, which must succeed. */
    static String run(String... command) {
        Done done = attempt(command);
        assertThat(done.exitCode()).as("%s: %s", List.of(command), done.wrote()).isZero();
        return done.wrote();
    }

    /** Runs a program that may fail. */
    static Done attempt(String... command) {
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            process.getOutputStream().close();
            String wrote = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Done(process.waitFor(), wrote);
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
