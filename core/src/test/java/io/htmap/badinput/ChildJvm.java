package io.htmap.badinput;

import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Runs a program of these tests in a JVM of its own, perhaps as another user, from copies that everybody can read. */
final class ChildJvm {
    private final Path code;
    private final List<String> classPath = new ArrayList<>();

    /** @param code an empty folder that everybody can enter */
    ChildJvm(Path code) throws IOException, URISyntaxException {
        this.code = code;
        add(io.htmap.Htmap.class);
        add(io.htmap.runtime.MapFunction.class);
        add(org.slf4j.LoggerFactory.class);
        add(ChildJvm.class);
    }

    /** Returns what it printed to its standard output. */
    String run(List<String> prefix, Map<String, String> environment, Class<?> program, String... arguments)
            throws IOException, InterruptedException {
        List<String> words = new ArrayList<>(prefix);
        words.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "-XX:-UsePerfData",
                "-cp",
                String.join(File.pathSeparator, classPath),
                program.getName()));
        words.addAll(List.of(arguments));
        Path errors = code.resolve("errors");
        ProcessBuilder builder = new ProcessBuilder(words)
                .directory(code.toFile())
                .redirectError(ProcessBuilder.Redirect.appendTo(errors.toFile()));
        builder.environment().putAll(environment);
        Process process = builder.start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int exit = process.waitFor();
        if (exit != 0) {
            throw new AssertionError("exit code " + exit + ": " + out + Files.readString(errors));
        }
        return out;
    }

    private void add(Class<?> type) throws IOException, URISyntaxException {
        Path from =
                Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
        Path to = code.resolve(classPath.size() + "-" + from.getFileName());
        try (Stream<Path> paths = Files.walk(from)) {
            for (Path path : (Iterable<Path>) paths::iterator) {
                String name = from.relativize(path).toString();
                if (type != ChildJvm.class || Files.isDirectory(path) || name.startsWith("io/htmap/badinput/")) {
                    copy(path, name.isEmpty() ? to : to.resolve(name));
                }
            }
        }
        classPath.add(to.toString());
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.copy(from, to, StandardCopyOption.COPY_ATTRIBUTES);
        Files.setPosixFilePermissions(
                to, PosixFilePermissions.fromString(Files.isDirectory(to) ? "rwxr-xr-x" : "rw-r--r--"));
    }
}
