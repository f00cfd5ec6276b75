package io.htmap.testkit.internal;

import io.htmap.runtime.internal.probe.Probe;
import io.htmap.runtime.internal.run.Runner;
import io.htmap.runtime.internal.wire.ScratchLayout;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Starts a runner as the embedded scheduler does. */
final class RunnerCommand {
    private static final List<String> USUAL = List.of(
            "-XX:+UseSerialGC",
            "-XX:-UsePerfData",
            "-Xshare:auto",
            "-Dfile.encoding=UTF-8",
            "-Dstdout.encoding=UTF-8",
            "-Dstderr.encoding=UTF-8");
    private static final List<String> SPEAKING = List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS");

    private final List<String> words = new ArrayList<>();

    RunnerCommand(Settings settings) {
        words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        words.addAll(USUAL);
        words.addAll(settings.javaOptions());
    }

    RunnerCommand with(List<String> options) {
        words.addAll(options);
        return this;
    }

    Process start(ScratchLayout scratch, Path temporary, Path socket) throws IOException {
        words.add("-Djava.io.tmpdir=" + temporary);
        words.add("-D" + Probe.PROPERTY + "=" + socket);
        words.add("-cp");
        words.add(Job.classPath());
        words.add(Runner.class.getName());
        words.add(scratch.scratch().toString());
        ProcessBuilder builder = new ProcessBuilder(words)
                .directory(scratch.work().toFile())
                .redirectOutput(scratch.stdout().toFile())
                .redirectError(scratch.stderr().toFile());
        builder.environment().keySet().removeAll(SPEAKING);
        builder.environment().put("TMPDIR", temporary.toString());
        return builder.start();
    }
}
