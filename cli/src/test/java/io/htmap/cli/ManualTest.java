package io.htmap.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the README and the manual say of {@code htmap}'s commands and options, there is. */
class ManualTest {
    private static final Pattern USE = Pattern.compile("(?:^|`|\\$\\(|bin/)htmap ([a-z-]+)((?: [^`|)\"\\n]*)?)");
    private static final Pattern OPTION = Pattern.compile("(?<= )--?[a-z][a-z-]*");

    @Test
    void everyCommandAndOptionOfThePagesExists() throws IOException {
        Set<String> commands = new LinkedHashSet<>();
        List<String> wrong = new ArrayList<>();
        for (Path page : pages()) {
            for (String line : Files.readAllLines(page)) {
                Matcher use = USE.matcher(line);
                while (use.find()) {
                    commands.add(use.group(1));
                    check(page + ": " + line, use.group(1), use.group(2), wrong);
                }
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(commands).hasSizeGreaterThan(10);
    }

    private static void check(String where, String command, String rest, List<String> wrong) {
        Invocation help = Invocation.of("help", command);
        if (help.code() != 0) {
            wrong.add(where + ": there is no command " + command);
        }
        Matcher option = OPTION.matcher(rest);
        while (option.find()) {
            if (!Pattern.compile("(?m)[\\[ ,]" + option.group() + "\\b")
                    .matcher(help.out())
                    .find()) {
                wrong.add(where + ": " + command + " has no option " + option.group());
            }
        }
    }

    private static List<Path> pages() throws IOException {
        List<Path> pages = new ArrayList<>();
        for (Path folder : List.of(Path.of(".."), Path.of("..", "docs"))) {
            try (Stream<Path> files = Files.list(folder)) {
                files.filter(file -> file.toString().matches(".*\\.(md|service)"))
                        .forEach(pages::add);
            }
        }
        return pages;
    }
}
