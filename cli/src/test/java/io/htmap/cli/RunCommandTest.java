package io.htmap.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("smoke")
@Tag("process")
class RunCommandTest {
    private static final String PROGRAM =
            """
            public class Program {
                public static void main(String[] args) throws Exception {
                    Class.forName("io.htmap.Htmap");
                    System.out.println(String.join("|", args) + " in " + System.getenv("HTMAP_DIR"));
                    System.exit(7);
                }
            }
            """;

    @TempDir
    private Path folder;

    @Test
    void aSingleFileProgramGetsItsArgumentsTheLibraryAndTheHome() throws Exception {
        Path program = Files.writeString(folder.resolve("Program.java"), PROGRAM);

        Invocation run = htmap("run", "--home", "/some/home", program.toString(), "--verbose", "a b", "");

        assertThat(run).isEqualTo(new Invocation(7, "--verbose|a b| in /some/home\n", ""));
    }

    @Test
    void theProgramsMapsGoToTheSchedulerThatWasNamed() throws Exception {
        Path program = Files.writeString(
                folder.resolve("Maker.java"),
                """
                public class Maker {
                    public static void main(String[] args) {
                        try (var htmap = io.htmap.Htmap.open()) {
                            htmap.<Integer, Integer>map("m", x -> x, java.util.List.of(1, 2));
                        }
                    }
                }
                """);
        try (TestHome home = new TestHome(folder.resolve("home"))) {
            String path = home.path().toString();

            Invocation refused = htmap("run", "--home", path, "--scheduler", "nobody", program.toString());
            assertThat(refused.err()).contains("environment variable HTMAP_SCHEDULER is 'nobody'");
            assertThat(htmap("run", "--home", path, "--scheduler", "local", program.toString()))
                    .isEqualTo(
                            new Invocation(0, "", "INFO htmap - map 'm' (2 components) goes to the scheduler local\n"));
        }
    }

    @Test
    void aClassIsRunFromItsFolder() throws Exception {
        Path program = Files.writeString(folder.resolve("Program.java"), PROGRAM);
        assertThat(ToolProvider.getSystemJavaCompiler().run(null, null, null, program.toString()))
                .isZero();

        assertThat(htmap("run", "--home", "/h", "-cp", folder.toString(), "Program", "x"))
                .isEqualTo(new Invocation(7, "x in /h\n", ""));
    }

    @Test
    void whatTheLibraryRefusesIsShownInOneLine() throws Exception {
        Path program = Files.writeString(
                folder.resolve("Refused.java"),
                """
                public class Refused {
                    public static void main(String[] args) {
                        io.htmap.Htmap.open().load("nope");
                    }
                }
                """);
        String home = folder.resolve("home").toString();

        Invocation run = htmap("run", "--home", home, program.toString());
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err())
                .contains("io.htmap.TagException: there is no map 'nope'")
                .hasLineCount(1);
        assertThat(htmap("run", "--verbose", "--home", home, program.toString()).err())
                .contains("\tat Refused.main");
    }

    private Invocation htmap(String... args) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
        command.addAll(List.of(args));
        Path err = folder.resolve("err");
        Process process =
                new ProcessBuilder(command).redirectError(err.toFile()).start();
        process.getOutputStream().close();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Invocation(process.waitFor(), out, Files.readString(err));
    }
}
