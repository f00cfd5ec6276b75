package io.htmap.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("smoke")
class CommandLineTest {
    private static final List<String> COMMANDS = List.of(
            "demo",
            "run",
            "tags",
            "status",
            "components",
            "wait",
            "vacate",
            "hold",
            "release",
            "suspend",
            "continue",
            "edit",
            "remove",
            "stdout",
            "stderr",
            "errors",
            "clean",
            "scheduler",
            "class-path",
            "version");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "statsu            | unknown command 'statsu'; did you mean 'status'?",
                "Tags              | unknown command 'Tags'; did you mean 'tags'?",
                "stat              | unknown command 'stat'; did you mean 'status'?",
                "st                | unknown command 'st'; see 'htmap --help'",
                "remove a --all    | --all is all maps: leave it away, or the TAG or --pattern beside it; see 'htmap"
                        + " remove --help'",
                "remove --all --pattern a* | --all is all maps: leave it away, or the TAG or --pattern beside it; see"
                        + " 'htmap remove --help'",
                "status --all a    | --all is all maps: leave it away, or the TAG or --pattern beside it; see 'htmap"
                        + " status --help'",
                "frobnicate        | unknown command 'frobnicate'; see 'htmap --help'",
                "status --al       | unknown option '--al'; did you mean '--all'?",
                "tags --verbsoe    | unknown option '--verbsoe'; did you mean '--verbose'?",
                "wait --timeuot=5s | unknown option '--timeuot=5s'; did you mean '--timeout'?",
                "wait -x a         | unknown option '-x'; see 'htmap wait --help'",
                "tags more         | unknown argument 'more'; see 'htmap tags --help'",
                "help wiat         | unknown subcommand 'wiat'; see 'htmap --help'",
                "wait              | no map is named: give a TAG, --pattern GLOB or --all; see 'htmap wait --help'",
                "wait a --timeout soon | invalid value for option '--timeout': 'soon' is no duration; write it as 90s,"
                        + " 5m or 1h30m; see 'htmap wait --help'",
                "hold a --component 3-x | invalid value for option '--component' (N[-M]): '3-x' is no component or range"
                        + " of components; see 'htmap hold --help'",
                "edit memory a 2KB | invalid value for positional parameter at index 2 (SIZE): '2KB' is no size; write it"
                        + " as 512MB or 2GB; see 'htmap edit --help'",
                "stdout a          | missing required parameter: 'COMPONENT'; see 'htmap stdout --help'",
                "run Main          | 'Main' is no .java file; to run a class, say where it is with -cp PATH; see 'htmap"
                        + " run --help'",
            })
    void aCommandLineThatIsNotUnderstoodIsRefusedWithOneLine(String line, String message) {
        Invocation invocation = Invocation.of(line.split(" "));

        assertThat(invocation.code()).isEqualTo(2);
        assertThat(invocation.out()).isEmpty();
        assertThat(invocation.err()).isEqualTo("htmap: " + message + System.lineSeparator());
    }

    @Test
    void aWordThatIsNearlyRightIsSuggested() {
        assertThat(Invocation.of("edit", "memroy", "a", "2G").err())
                .isEqualTo("htmap: invalid value for positional parameter at index 0 (memory|disk): 'memroy' is neither"
                        + " memory nor disk; did you mean 'memory'?; see 'htmap edit --help'\n");
    }

    @Test
    void withoutACommandItSaysWhereHelpIs() {
        assertThat(Invocation.of())
                .isEqualTo(new Invocation(2, "", "htmap: a command is missing; see 'htmap --help'\n"));
    }

    @Test
    void helpListsEveryCommandWithoutEscapes() {
        Invocation help = Invocation.of("--help");

        assertThat(help.code()).isZero();
        assertThat(help.err()).isEmpty();
        assertThat(help.out()).contains("124   'wait' timed out").doesNotContain("\u001b");
        assertThat(COMMANDS).allSatisfy(command -> assertThat(help.out()).containsPattern("(?m)^  " + command + " "));
    }

    @Test
    void everyCommandHasHelpOfItsOwn() {
        assertThat(COMMANDS).allSatisfy(command -> {
            Invocation help = Invocation.of(command, "--help");
            assertThat(help.code()).isZero();
            assertThat(help.out())
                    .contains("htmap " + command)
                    .contains("--home=DIR")
                    .contains("--verbose");
            assertThat(Invocation.of("help", command)).isEqualTo(help);
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"version", "--version", "tags -V"})
    void theVersionIsTheBuildsAndNamesTheJava(String line) {
        Invocation version = Invocation.of(line.split(" "));

        assertThat(version.code()).isZero();
        assertThat(version.out())
                .containsPattern("^HTMap \\d+\\.\\d+\\.\\d+")
                .contains("Java " + System.getProperty("java.version"));
    }

    @Test
    void aProgramThatIsNotThereIsRefused() {
        assertThat(Invocation.of("run", "Missing.java"))
                .isEqualTo(new Invocation(1, "", "htmap: the program Missing.java does not exist\n"));
    }

    @Test
    void aClassPathThatIsNotThereIsRefused() {
        assertThat(Invocation.of("run", "-cp", "pom.xml:missing", "Main"))
                .isEqualTo(new Invocation(1, "", "htmap: -cp names missing, which does not exist\n"));
    }

    @Test
    void outputThatGotLostIsNoSuccess() {
        PrintStream full = new PrintStream(new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException("No space left on device");
            }
        });
        ByteArrayOutputStream err = new ByteArrayOutputStream();

        int code = Main.run(new String[] {"version"}, full, new PrintStream(err, true, StandardCharsets.UTF_8));

        assertThat(code).isEqualTo(1);
        assertThat(err.toString(StandardCharsets.UTF_8))
                .startsWith("htmap: the output could not be written to its end")
                .hasLineCount(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"tags", "status", "components m", "remove m", "clean", "scheduler stop", "stdout m 0"})
    void aHomeThatIsNotThereIsNotMadeByACommandThatMakesNoMap(String command, @TempDir Path folder) {
        Path home = folder.resolve("misspelt");
        List<String> words = new ArrayList<>(List.of(command.split(" ")));
        words.addAll(List.of("--home", home.toString()));

        assertThat(Invocation.of(words.toArray(String[]::new)))
                .isEqualTo(new Invocation(
                        1,
                        "",
                        "htmap: there is no home folder " + home + ", which --home names; the first map makes one\n"));
        assertThat(home).doesNotExist();
    }

    @Test
    void anEmptyHomeIsNotTheCurrentFolder() {
        for (String command : new String[] {"tags", "clean", "doctor"}) {
            Invocation empty = Invocation.of("--home", "", command);

            assertThat(empty.code()).as(command).isEqualTo(2);
            assertThat(empty.err()).startsWith("htmap: option --home is empty; name a folder, or leave it out");
        }
        assertThat(Path.of("tags")).doesNotExist();
    }
}
