package io.htmap;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Surefire leaves out, without a word, test classes that are not named as it expects. */
class TestNamesTest {
    private static final Pattern TESTS =
            Pattern.compile("(?m)^    @(Test|ParameterizedTest|TestFactory|RepeatedTest|Property|Example|ArchTest)\\b");
    private static final Pattern ABSTRACT = Pattern.compile("(?m)^(public )?abstract class ");

    @Test
    void everyClassWithTestsHasANameThatIsFound() throws IOException {
        List<Path> withTests = sources().filter(TestNamesTest::hasTests).toList();

        assertThat(withTests).hasSizeGreaterThan(100);
        assertThat(withTests).allMatch(file -> file.toString().endsWith("Test.java"));
    }

    private static Stream<Path> sources() throws IOException {
        List<Path> found;
        try (Stream<Path> modules = Files.list(Path.of("..").toRealPath())) {
            found = modules.map(module -> module.resolve("src/test/java"))
                    .filter(Files::isDirectory)
                    .toList();
        }
        return found.stream().flatMap(TestNamesTest::javaFiles);
    }

    private static Stream<Path> javaFiles(Path tests) {
        try (Stream<Path> files = Files.walk(tests)) {
            return files.filter(file -> file.toString().endsWith(".java")).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The tests of an abstract class are run by those that extend it. */
    private static boolean hasTests(Path file) {
        try {
            String text = Files.readString(file);
            return TESTS.matcher(text).find() && !ABSTRACT.matcher(text).find();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
