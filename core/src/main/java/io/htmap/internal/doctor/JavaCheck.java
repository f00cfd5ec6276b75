package io.htmap.internal.doctor;

import io.htmap.spi.Finding;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The Java of this process, and the one that others find. */
final class JavaCheck {
    private static final String SUBJECT = "Java";
    private static final int OLDEST = 17;

    private JavaCheck() {}

    static List<Finding> findings(Map<String, String> environment) {
        return List.of(running(), onPath(environment.getOrDefault("PATH", "")));
    }

    /** An older one would not have come as far as here, but may be named by others. */
    private static Finding running() {
        String text = Runtime.version() + " in " + System.getProperty("java.home");
        return Runtime.version().feature() >= OLDEST
                ? Finding.ok(SUBJECT, text)
                : Finding.problem(SUBJECT, text + "; install Java " + OLDEST + " or newer");
    }

    private static Finding onPath(String path) {
        Optional<Path> java = Stream.of(path.split(File.pathSeparator))
                .filter(folder -> !folder.isEmpty())
                .map(folder -> Path.of(folder, "java"))
                .filter(Files::isExecutable)
                .findFirst();
        return java.map(found -> Finding.ok("java on PATH", found.toString()))
                .orElse(Finding.warning(
                        "java on PATH", "none; programs that you start yourself need the whole path of their java"));
    }
}
