package io.htmap.internal.capture;

import static org.assertj.core.api.Assertions.assertThat;

import io.htmap.internal.shipping.JarStore;
import io.htmap.internal.shipping.JavaHome;
import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Functions written in a jshell session. */
class JshellTest {
    private static final String START =
            """
            import io.htmap.internal.capture.*
            import io.htmap.internal.shipping.*
            import io.htmap.runtime.MapFunction
            import java.nio.file.*
            String capture(String name, MapFunction<Integer, ?> f, Object input) throws Exception {
                try {
                    Captured c = Capture.of(f, List.of());
                    Path folder = Files.createDirectories(Path.of(name));
                    Files.write(folder.resolve("input"), c.encodeInput(0, input));
                    Files.write(folder.resolve("digests"), c.storeJars(new JarStore(Path.of("jars")), 99));
                    Files.write(folder.resolve("function"), c.functionBytes());
                    return "captured";
                } catch (io.htmap.HtmapException e) {
                    return "refused: " + e.getMessage();
                }
            }
            void show(String name, MapFunction<Integer, ?> f) throws Exception {
                System.out.println(name + ": " + capture(name, f, 5));
            }
            int k = 7
            final String word = "w"
            List<Integer> sums = new ArrayList<>()
            record Wide(int a, int b) implements java.io.Serializable { int sum() { return a + b; } }
            class Reader implements MapFunction<Integer, Integer> { public Integer apply(Integer x) { return x * k; } }
            class Keeper { static int n = 3; static int add(int x) { return x + n; } }
            class Copier { static int n = k; static int add(int x) { return x + n; } }
            int twice(int x) { return 2 * x; }
            int byK(int x) { return x * k; }
            MapFunction<Integer, Integer> times(int factor) { return x -> x * factor; }
            """;

    private static final String FUNCTIONS =
            """
            show("lambda", x -> x + 1)
            show("record", x -> new Wide(x, twice(x)).sum())
            show("static", x -> Keeper.add(x))
            show("made", times(k))
            System.out.println(capture("argument", x -> x + 1, sums.size() + k))
            show("reads", x -> x * k)
            show("readsTwo", x -> x * k + word.length())
            show("writes", x -> { k = x; return x; })
            show("calls", x -> byK(x))
            show("refers", this_ -> List.of(this_).stream().map(y -> y + k).toList())
            show("instance", new Reader())
            show("initialiser", x -> Copier.add(x))
            /exit
            """;

    private static final String ADVICE = ", which only this session has; pass the value as part of the input, or write"
            + " the lambda inside a method that takes it as a parameter";

    @TempDir
    Path folder;

    static List<Path> otherJdks() throws IOException {
        int mine = Runtime.version().feature();
        return Programs.jdks().stream()
                .filter(jdk -> JavaHome.featureVersion(jdk) != mine)
                .toList();
    }

    @Test
    void sessionVariablesAreRefusedAndTheRestRunsElsewhere() throws Exception {
        assertSession(Programs.thisJava());
    }

    @ParameterizedTest(allowZeroInvocations = true)
    @MethodSource("otherJdks")
    @Tag("full")
    void theSameGoesForTheOtherJavasOfThisMachine(Path jdk) throws Exception {
        assertSession(jdk);
    }

    private void assertSession(Path jdk) throws Exception {
        Path script = Files.writeString(folder.resolve("session.jsh"), START + FUNCTIONS);
        Programs.Result session = Programs.run(
                folder,
                jdk.resolve("bin/jshell").toString(),
                "-s",
                "-J-Djava.util.prefs.userRoot=" + folder,
                "--class-path",
                Programs.libraryClassPath(),
                script.toString());

        assertThat(session.output().lines().filter(line -> line.matches("(\\w+: )?(captured|refused: .*)")))
                .containsExactly(
                        "lambda: captured",
                        "record: captured",
                        "static: captured",
                        "made: captured",
                        "captured",
                        "reads: refused: the function uses the jshell variable k" + ADVICE,
                        "readsTwo: refused: the function uses the jshell variables k, word" + ADVICE,
                        "writes: refused: the function uses the jshell variable k" + ADVICE,
                        "calls: refused: the function uses the jshell variable k" + ADVICE,
                        "refers: refused: the function uses the jshell variable k" + ADVICE,
                        "instance: refused: the function uses the jshell variable k" + ADVICE,
                        "initialiser: refused: the function uses the jshell variable k" + ADVICE);
        assertThat(resultOf("lambda", jdk)).isEqualTo(6);
        assertThat(resultOf("record", jdk)).isEqualTo(15);
        assertThat(resultOf("static", jdk)).isEqualTo(8);
        assertThat(resultOf("made", jdk)).isEqualTo(35);
        assertThat(resultOf("argument", jdk)).isEqualTo(8);
    }

    private Object resultOf(String name, Path jdk) throws Exception {
        JarStore store = new JarStore(folder.resolve("jars"));
        Path captured = folder.resolve(name);
        List<String> classPath =
                new ArrayList<>(List.of(store.jar(store.storeRuntimeJar()).toString()));
        for (String digest : Files.readAllLines(captured.resolve("digests"))) {
            classPath.add(store.jar(digest).toString());
        }
        classPath.add(Programs.testClasses().toString());
        assertThat(String.join(File.pathSeparator, classPath)).doesNotContain("core/target/classes");
        byte[] output = new Node(captured, jdk)
                .apply(
                        classPath,
                        Files.readAllBytes(captured.resolve("function")),
                        Files.readAllBytes(captured.resolve("input")));
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(output))) {
            return in.readObject();
        }
    }
}
