package io.htmap.examples;

import io.htmap.Htmap;
import io.htmap.runtime.MapFunction;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.LoggerFactory;

/** Java programs that are run as a user runs them. */
public final class Programs {
    private static final Path JDKS = Path.of("/usr/lib/jvm");

    private Programs() {}

    /** What a program left. */
    public record Run(int code, String out, String err) {}

    /** Returns the library's class path: what a user has, without the tests. */
    public static String library() {
        return Stream.of(Htmap.class, MapFunction.class, LoggerFactory.class)
                .map(type ->
                        type.getProtectionDomain().getCodeSource().getLocation().getPath())
                .distinct()
                .collect(Collectors.joining(File.pathSeparator));
    }

    /** Returns this Java, and one JDK of each other version from 17 on. */
    public static List<Path> javas() throws IOException {
        List<Path> javas = new ArrayList<>(List.of(thisJava()));
        List<Integer> versions = new ArrayList<>(List.of(Runtime.version().feature()));
        if (Files.isDirectory(JDKS)) {
            try (Stream<Path> homes = Files.list(JDKS)) {
                for (Path home : homes.sorted().toList()) {
                    int version = version(home);
                    if (version >= 17 && !versions.contains(version)) {
                        versions.add(version);
                        javas.add(home.resolve("bin/java"));
                    }
                }
            }
        }
        return javas;
    }

    public static Path thisJava() {
        return Path.of(System.getProperty("java.home"), "bin", "java");
    }

    private static int version(Path home) throws IOException {
        if (!Files.isExecutable(home.resolve("bin/javac")) || !Files.isReadable(home.resolve("release"))) {
            return 0;
        }
        return Files.readAllLines(home.resolve("release")).stream()
                .filter(line -> line.startsWith("JAVA_VERSION=\""))
                .map(line -> line.substring("JAVA_VERSION=\"".length()).split("[.\"+-]")[0])
                .mapToInt(Integer::parseInt)
                .findFirst()
                .orElse(0);
    }

    /** Runs a program to its end, with a home folder and a working directory of its own. */
    public static Run run(Path home, Path folder, Path java, String... arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(java.toString()));
        command.addAll(List.of(arguments));
        Path out = Files.createTempFile(folder, "out", "");
        Path err = Files.createTempFile(folder, "err", "");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().put("HTMAP_DIR", home.toString());
        Process process = builder.start();
        process.getOutputStream().close();
        int code = process.waitFor();
        return new Run(code, read(out), read(err));
    }

    private static String read(Path file) throws IOException {
        return Files.readString(file, StandardCharsets.UTF_8);
    }
}
