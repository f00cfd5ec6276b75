package io.htmap.internal.capture;

import static org.assertj.core.api.Assertions.assertThat;

import example.capture.NodeMain;
import io.htmap.internal.shipping.JarStore;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A JVM that has nothing but what was shipped to it. */
final class Node {
    private final Path folder;
    private final Path javaHome;

    Node(Path folder, Path javaHome) {
        this.folder = folder;
        this.javaHome = javaHome;
    }

    /** Applies a captured function in a JVM of its own and returns the bytes of its output. */
    byte[] apply(JarStore store, List<String> digests, byte[] function, byte[] input) throws Exception {
        List<String> classPath =
                new ArrayList<>(List.of(store.jar(store.storeRuntimeJar()).toString()));
        digests.forEach(digest -> classPath.add(store.jar(digest).toString()));
        return apply(classPath, function, input);
    }

    byte[] apply(List<String> classPath, byte[] function, byte[] input) throws Exception {
        Path output = folder.resolve("output");
        Programs.Result result = Programs.run(
                folder,
                javaHome.resolve("bin/java").toString(),
                "-cp",
                String.join(File.pathSeparator, classPath),
                NodeMain.class.getName(),
                Files.write(folder.resolve("function"), function).toString(),
                Files.write(folder.resolve("input"), input).toString(),
                output.toString());
        assertThat(result.exitCode()).as(result.output()).isZero();
        return Files.readAllBytes(output);
    }
}
