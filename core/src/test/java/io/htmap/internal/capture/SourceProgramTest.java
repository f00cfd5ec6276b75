package io.htmap.internal.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.htmap.internal.shipping.JarStore;
import io.htmap.internal.shipping.JavaHome;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Programs of a single source file, whose classes are on no disk. */
class SourceProgramTest {
    @TempDir
    Path folder;

    static List<Path> jdks() throws IOException {
        return Programs.jdks();
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void aFunctionOfASourceFileRunsElsewhere(Path jdk) throws Exception {
        Programs.Result program = submit(jdk, JavaHome.featureVersion(jdk));
        assertThat(program.output()).isEmpty();
        assertThat(program.exitCode()).isZero();

        JarStore store = new JarStore(folder.resolve("jars"));
        List<String> digests = Files.readAllLines(folder.resolve("digests"));
        assertThat(namesIn(store.jar(digests.get(0))))
                .contains(
                        "Program.class",
                        "Program$1.class",
                        "Program$1Local.class",
                        "Program$Kind.class",
                        "Sibling.class")
                .noneMatch(name -> name.startsWith("io/"));

        List<String> classPath = new ArrayList<>();
        classPath.add(store.jar(store.storeRuntimeJar()).toString());
        digests.forEach(digest -> classPath.add(store.jar(digest).toString()));
        classPath.add(Programs.testClasses().toString());
        byte[] output = new Node(folder, jdk)
                .apply(
                        classPath,
                        Files.readAllBytes(folder.resolve("function")),
                        Files.readAllBytes(folder.resolve("input")));

        List<String> allowed = Files.readAllLines(folder.resolve("allowed"));
        assertThat(allowed).containsExactly("*");
        if (JavaHome.featureVersion(jdk) == Runtime.version().feature()) {
            Object value =
                    SafeObjectReader.read("output 0", output, AllowedTypes.parse(allowed), loaderOf(store, digests));
            assertThat(value).hasToString("[8, 14, 200, 2, s7]");
        }
    }

    @Test
    void aFunctionThatNeedsANewerJavaIsRefused() throws Exception {
        Path newest = Programs.jdks().get(Programs.jdks().size() - 1);
        int version = JavaHome.featureVersion(newest);
        assumeTrue(version > 17, "a Java newer than 17 is here");
        assertThat(submit(newest, 17).output())
                .isEqualTo("refused: the class Program needs Java " + version
                        + ", but the components run on Java 17; start the program with --source 17, or set the option javaHome"
                        + " to a Java " + version + System.lineSeparator());
        assertThat(folder.resolve("digests")).doesNotExist();
    }

    private Programs.Result submit(Path jdk, int nodeJava) throws Exception {
        Path source = Files.copy(
                Path.of(getClass().getResource("/programs/Program.java").toURI()), folder.resolve("Program.java"));
        return Programs.run(
                folder,
                jdk.resolve("bin/java").toString(),
                "-cp",
                Programs.libraryClassPath(),
                source.toString(),
                folder.resolve("jars").toString(),
                folder.toString(),
                Integer.toString(nodeJava));
    }

    private static ClassLoader loaderOf(JarStore store, List<String> digests) throws IOException {
        URL jar = store.jar(digests.get(0)).toUri().toURL();
        return new URLClassLoader(new URL[] {jar}, null);
    }

    private static List<String> namesIn(Path jar) throws IOException {
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            return zip.stream().map(ZipEntry::getName).toList();
        }
    }
}
