package io.htmap.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.htmap.examples.Homes;
import io.htmap.examples.Programs;
import io.htmap.testkit.Resumability;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Compiles every Java block of the README and the manual, and runs those that say so. */
class SnippetsTest {
    @TempDir
    private Path folder;

    static List<Snippet> snippets() throws IOException {
        List<Snippet> snippets = new ArrayList<>();
        for (Page page : Page.all()) {
            snippets.addAll(Snippet.of(page));
        }
        return snippets;
    }

    static List<Snippet> runnable() throws IOException {
        return snippets().stream().filter(each -> each.block().has("run")).toList();
    }

    static List<Page> pages() throws IOException {
        return Page.all();
    }

    @Test
    void thereAreSnippetsOfEachKind() throws IOException {
        assertThat(snippets()).hasSizeGreaterThan(20).anyMatch(each -> each.block()
                .has("file"));
        assertThat(runnable()).hasSizeGreaterThan(3);
    }

    @ParameterizedTest
    @MethodSource("pages")
    void everySnippetCompiles(Page page) throws IOException {
        List<Snippet> snippets = Snippet.of(page);

        if (!snippets.isEmpty()) {
            compile(snippets);
        }
    }

    @Tag("process")
    @ParameterizedTest
    @MethodSource("runnable")
    void whatIsMarkedRunsAndPrintsWhatItShall(Snippet snippet) throws Exception {
        Path classes = compile(Snippet.of(snippet.page()));

        Programs.Run run = Programs.run(
                folder.resolve("home"),
                folder,
                Programs.thisJava(),
                "-cp",
                classes + ":" + Programs.library(),
                snippet.mainClass());

        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.out()).isEqualTo(snippet.expectedOutput());
        Homes.awaitQuiet(folder.resolve("home"));
    }

    /** With assertions, as test frameworks run it. */
    @Tag("process")
    @Tag("full")
    @Test
    void theTestThatThePageOnTestingShowsPasses() throws Exception {
        Path classes = compile(Snippet.of(Page.read(Page.ROOT.resolve("docs/testing.md"))));
        String launcher = classesOf(TestMethod.class);

        Programs.Run run = Programs.run(
                folder.resolve("home"),
                folder,
                Programs.thisJava(),
                "-ea",
                "-cp",
                String.join(File.pathSeparator, classes.toString(), classPath(), launcher),
                TestMethod.class.getName(),
                "PopulationTest",
                "resumes");

        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.out()).isEqualTo("passed\n");
    }

    @Test
    void filesThatAreShownAreTheOnesThatAreThere() throws IOException {
        int compared = 0;
        for (Snippet snippet : snippets()) {
            for (String word : snippet.block().info()) {
                if (word.startsWith("same=")) {
                    Path file = Page.ROOT.resolve(word.substring("same=".length()));
                    assertThat(snippet.block().text()).as(snippet.toString()).isEqualTo(Files.readString(file));
                    compared++;
                }
            }
        }
        assertThat(compared).isPositive();
    }

    private Path compile(List<Snippet> snippets) throws IOException {
        Path sources = folder.resolve("sources");
        Path classes = Files.createDirectories(folder.resolve("classes"));
        List<Path> files = new ArrayList<>();
        for (Snippet snippet : snippets) {
            Path file = snippet.file(sources);
            Files.createDirectories(file.getParent());
            files.add(Files.writeString(file, snippet.source()));
        }
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        DiagnosticCollector<JavaFileObject> problems = new DiagnosticCollector<>();
        List<String> options = List.of("-d", classes.toString(), "-cp", classPath(), "-proc:none");
        try (StandardJavaFileManager manager = compiler.getStandardFileManager(problems, null, null)) {
            boolean compiled = compiler.getTask(
                            null, manager, problems, options, null, manager.getJavaFileObjectsFromPaths(files))
                    .call();
            assertThat(compiled).as(problems.getDiagnostics().toString()).isTrue();
        }
        return classes;
    }

    /** What a user's tests have, too. */
    private static String classPath() {
        return Programs.library() + File.pathSeparator + classesOf(Resumability.class);
    }

    private static String classesOf(Class<?> type) {
        return type.getProtectionDomain().getCodeSource().getLocation().getPath();
    }
}
