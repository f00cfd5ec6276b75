package io.htmap.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A jshell session as in the manual, with real maps: one is refused, others bring their outputs home. */
@Tag("process")
class JshellSessionTest {
    private static final String SESSION =
            """
            import io.htmap.*
            import io.htmap.runtime.MapFunction
            MapOptions small = MapOptions.builder().memoryMb(96).build()
            Htmap htmap = Htmap.open()
            int k = 7
            record Point(int x, int y) implements java.io.Serializable { int sum() { return x + y; } }
            MapFunction<Integer, Integer> times(int factor) { return x -> x * factor; }
            htmap.map("reads", (Integer x) -> x * k, List.of(1, 2), small)
            System.out.println("tags=" + htmap.tags())
            ComponentMap<Integer, Integer> made = htmap.map("made", times(k), List.of(1, 2), small)
            for (int value : made) System.out.println("made=" + value)
            ComponentMap<Integer, Point> points = htmap.map("points", (Integer x) -> new Point(x, 2 * x), List.of(3), small)
            System.out.println("point=" + points.get(0) + " sum=" + points.get(0).sum())
            htmap.close()
            /exit
            """;

    @TempDir
    private Path folder;

    @Test
    void variablesAreRefusedAndTheRestRuns() throws Exception {
        try (TestHome home = new TestHome(folder.resolve("home"))) {
            String said = session(home);

            assertThat(said)
                    .contains("the function uses the jshell variable k, which only this session has")
                    .contains("tags=[]", "made=7\n", "made=14\n", "point=Point[x=3, y=6] sum=9\n");
            assertThat(home.htmap("tags")).isEqualTo(new Invocation(0, "made\npoints\n", ""));
        }
    }

    private String session(TestHome home) throws IOException, InterruptedException {
        Path script = Files.writeString(folder.resolve("session.jsh"), SESSION);
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "jshell").toString(),
                "-s",
                "-J-Djava.util.prefs.userRoot=" + folder,
                "--class-path",
                Invocation.of("class-path").out().strip(),
                script.toString());
        builder.environment().put("HTMAP_DIR", home.path().toString());
        Process process = builder.redirectErrorStream(true).start();
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        return said;
    }
}
