package io.htmap.condor.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** The script of a job in a sandbox of its own; a shell script is its Java. */
abstract class RunScriptFixture {
    static final int EVICTED = 80;
    static final int CHECKPOINT = 85;
    private static final long PATIENCE_SECONDS = 60;

    @TempDir
    Path folder;

    Path sandbox;
    Path jdk;
    long graceMillis = 600_000;
    List<String> limits = List.of();

    @BeforeEach
    void makeSandbox() throws IOException {
        sandbox = Files.createDirectories(folder.resolve("sandbox"));
        Files.createDirectory(sandbox.resolve("state"));
        jdk = Files.createDirectories(folder.resolve("jdk"));
        Files.writeString(jdk.resolve("release"), "JAVA_VERSION=\"17.0.1\"\n");
        jobAd();
        Files.writeString(folder.resolve("machine.ad"), "Memory = 400\nCpus = 3\n");
        try (InputStream script = Submission.class.getResourceAsStream("run.sh")) {
            Files.copy(script, folder.resolve("run.sh"));
        }
    }

    /** Sets what Java does; it begins in the folder "work" of the sandbox. */
    final void java(String script) throws IOException {
        Path java = Files.createDirectories(jdk.resolve("bin")).resolve("java");
        Files.writeString(java, "#!/bin/sh\n" + script + "\n");
        Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwx------"));
    }

    final Process start() throws IOException {
        List<String> command = new ArrayList<>(List.of("/bin/sh", folder + "/run.sh", "map", "tag", "0", "input"));
        command.addAll(List.of(Long.toString(graceMillis), "1800000", "17", jdk.toString(), "3"));
        command.addAll(limits);
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(sandbox.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("out").toFile());
        builder.environment().put("_CONDOR_SCRATCH_DIR", sandbox.toString());
        builder.environment().put("_CONDOR_JOB_AD", folder + "/job.ad");
        builder.environment().put("_CONDOR_MACHINE_AD", folder + "/machine.ad");
        return builder.start();
    }

    final int run() throws Exception {
        return exitCode(start());
    }

    final int exitCode(Process script) throws Exception {
        assertThat(script.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS))
                .as("the script ended")
                .isTrue();
        return script.exitValue();
    }

    final String state(String file) throws IOException {
        Path path = sandbox.resolve("state").resolve(file);
        return Files.exists(path) ? Files.readString(path).strip() : "";
    }

    final void await(String file) {
        Awaitility.await().atMost(PATIENCE_SECONDS, TimeUnit.SECONDS).until(() -> Files.exists(folder.resolve(file)));
    }

    /** Sets what HTCondor sent with the job beside the usual. */
    final void jobAd(String... lines) throws IOException {
        String all = "NumJobStarts = 0\nJobCurrentStartDate = 12\n" + String.join("\n", lines) + "\n";
        Files.writeString(folder.resolve("job.ad"), all);
    }

    /** Lets the next run be on another node. */
    final void moveOn() throws IOException {
        Files.delete(sandbox.resolve(".attempt"));
        Files.deleteIfExists(sandbox.resolve("earlier"));
    }

    /** Runs until the script says what is to become of the job. */
    final int runToTheEnd() throws Exception {
        int code = run();
        return code == CHECKPOINT ? run() : code;
    }
}
