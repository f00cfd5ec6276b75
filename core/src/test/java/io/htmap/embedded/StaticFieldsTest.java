package io.htmap.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import io.htmap.testing.TestHome;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On a node, too, the class of a function is initialised: its static fields may use the library. */
@Tag("process")
class StaticFieldsTest {
    private static final String CLASS_PATH = System.getProperty("java.class.path");
    private static final String EXPECTED =
            """
            held256none7
            io.htmap.Htmap.map cannot be called on an execute node: a function cannot make or read maps; call it in main,\
             not in the function nor in a static field of its class
            """;

    @TempDir
    Path folder;

    @Test
    void theyMayUseTheLibraryInASourceFile() throws Exception {
        assertThat(run(CLASS_PATH, source().toString())).isEqualTo(EXPECTED);
    }

    @Test
    void theyMayUseTheLibraryInAClassFolder() throws Exception {
        Path source = source();
        Path classes = folder.resolve("classes");
        assertThat(ToolProvider.getSystemJavaCompiler()
                        .run(null, null, null, "-cp", CLASS_PATH, "-d", classes.toString(), source.toString()))
                .isZero();
        Files.delete(source);
        assertThat(run(CLASS_PATH + File.pathSeparator + classes, "StaticFields"))
                .isEqualTo(EXPECTED);
    }

    private Path source() throws Exception {
        Path program = Path.of(StaticFieldsTest.class
                .getResource("/programs/StaticFields.java")
                .toURI());
        return Files.copy(program, folder.resolve("StaticFields.java"));
    }

    private String run(String classPath, String program) throws Exception {
        try (TestHome home = new TestHome(folder)) {
            String java =
                    Path.of(System.getProperty("java.home"), "bin", "java").toString();
            Path out = folder.resolve("out");
            Path err = folder.resolve("err");
            Process process = new ProcessBuilder(java, "-Dhome=" + home.path(), "-cp", classPath, program)
                    .redirectOutput(out.toFile())
                    .redirectError(err.toFile())
                    .start();
            boolean ended = process.waitFor(2, TimeUnit.MINUTES);
            process.destroyForcibly();
            assertThat(ended).isTrue();
            assertThat(process.exitValue()).as(Files.readString(err)).isZero();
            assertThat(home.path().resolve("scheduler.log")).content().doesNotContain("SLF4J");
            return Files.readString(out);
        }
    }
}
