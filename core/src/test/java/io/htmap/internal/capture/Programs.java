package io.htmap.internal.capture;

import static org.assertj.core.api.Assertions.assertThat;

import io.htmap.internal.shipping.JavaHome;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Runs programs and finds the JDKs of this machine. */
final class Programs {
    private static final Path SYSTEM_JDKS = Path.of("/usr/lib/jvm");

    private Programs() {}

    record Result(int exitCode, String output) {}

    static Result run(Path directory, String... command) throws IOException, InterruptedException {
        Path output = Files.createTempFile(directory, "program", ".out");
        Process process = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .redirectInput(ProcessBuilder.Redirect.from(new java.io.File("/dev/null")))
                .start();
        boolean ended = process.waitFor(2, TimeUnit.MINUTES);
        if (!ended) {
            process.destroyForcibly().waitFor();
        }
        assertThat(ended).as("ended in time: " + List.of(command)).isTrue();
        return new Result(process.exitValue(), Files.readString(output));
    }

    /** Returns the class path that a user of the library has. */
    static String libraryClassPath() {
        return locationOf(io.htmap.HtmapException.class)
                + java.io.File.pathSeparator
                + locationOf(io.htmap.runtime.MapFunction.class);
    }

    static Path testClasses() {
        return locationOf(Programs.class);
    }

    private static Path locationOf(Class<?> type) {
        return Path.of(URI.create(
                type.getProtectionDomain().getCodeSource().getLocation().toString()));
    }

    static Path thisJava() {
        return Path.of(System.getProperty("java.home"));
    }

    /** Returns one JDK of each feature version from 17 on, the running one among them. */
    static List<Path> jdks() throws IOException {
        Map<Integer, Path> byVersion = new TreeMap<>();
        if (Files.isDirectory(SYSTEM_JDKS)) {
            try (Stream<Path> homes = Files.list(SYSTEM_JDKS)) {
                homes.filter(home -> Files.isExecutable(home.resolve("bin/javac")))
                        .forEach(home -> byVersion.put(JavaHome.featureVersion(home), home));
            }
        }
        byVersion.put(Runtime.version().feature(), thisJava());
        byVersion.keySet().removeIf(version -> version < 17);
        return List.copyOf(byVersion.values());
    }
}
