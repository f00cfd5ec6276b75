package io.htmap.runtime.internal.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.htmap.runtime.MapFunction;
import io.htmap.runtime.internal.wire.ExitCode;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A state is saved by one version of its class and read by another one. */
@Tag("process")
class RunnerStateClassTest {
    private static final String WORK =
            """
            package evolving;
            public class Work implements io.htmap.runtime.MapFunction<String, String> {
                private static final long serialVersionUID = 1L;
                @Override
                public String apply(String input) throws Exception {
                    var checkpoint = io.htmap.runtime.Checkpoint.of(STATE.class);
                    var restored = checkpoint.restore();
                    if (restored.isPresent()) {
                        return restored.get().toString();
                    }
                    checkpoint.save(new STATE());
                    System.out.println("saved");
                    Thread.sleep(Long.MAX_VALUE);
                    return "";
                }
            }
            """;

    private static final String WITH_NUMBER =
            """
            package evolving;
            public class State implements java.io.Serializable {
                private static final long serialVersionUID = 1L;
                int step = 7;
                @Override
                public String toString() { return "step " + step; }
            }
            """;

    private static final String RECORD =
            """
            package evolving;
            public record State(int step) implements java.io.Serializable {
                public State() { this(7); }
            }
            """;

    @TempDir
    Path map;

    @Test
    void aFieldMayBeAddedToAClassThatNumbersItsForm() throws Exception {
        saveWith(compile("old", "State", WITH_NUMBER));
        String added = WITH_NUMBER
                .replace("int step = 7;", "int step = 7; int size = 9;")
                .replace("+ step;", "+ step + \" size \" + size;");
        RunnerProcess two = run(2, compile("new", "State", added));

        assertThat(two.end()).contains(ExitCode.COMPLETED);
        assertThat(two.value()).isEqualTo("step 7 size 0");
    }

    @Test
    void aChangedClassWithoutANumberIsRefusedAndItsStateStays() throws Exception {
        String old = WITH_NUMBER.replace("private static final long serialVersionUID = 1L;", "");
        Path oldClasses = compile("old", "State", old);
        saveWith(oldClasses);
        RunnerProcess two = run(2, compile("new", "State", old.replace("int step = 7;", "int step = 7; int size;")));
        assertThat(two.end()).contains(ExitCode.ERRORED);
        assertThat(two.error().message())
                .contains(
                        "evolving.State; local class incompatible", "it stays saved, so run it again with the classes");
        RunnerProcess three = run(3, oldClasses);

        assertThat(three.end()).contains(ExitCode.COMPLETED);
        assertThat(three.value()).isEqualTo("step 7");
    }

    @Tag("full")
    @Test
    void aClassThatIsGoneIsNamed() throws Exception {
        saveWith(compile("old", "State", WITH_NUMBER));
        RunnerProcess two = run(2, compile("new", "Other", WITH_NUMBER.replace("State", "Other")));

        assertThat(two.end()).contains(ExitCode.ERRORED);
        assertThat(two.error().message()).contains("its class evolving.State is not there any more");
    }

    @Tag("full")
    @Test
    void aComponentMayBeAddedToARecord() throws Exception {
        saveWith(compile("old", "State", RECORD));
        String added = RECORD.replace("(int step)", "(int step, String name)").replace("this(7)", "this(8, \"new\")");
        RunnerProcess two = run(2, compile("new", "State", added));

        assertThat(two.end()).contains(ExitCode.COMPLETED);
        assertThat(two.value()).isEqualTo("State[step=7, name=null]");
    }

    private void saveWith(Path classes) throws Exception {
        RunnerProcess one = run(1, classes).awaitOutput("saved");
        one.process().destroyForcibly();
        one.awaitExit();
    }

    private RunnerProcess run(int attempt, Path classes) throws Exception {
        return new RunnerProcess(map, attempt).classes(classes).start(work(classes), "");
    }

    @SuppressWarnings("unchecked") // it is compiled here
    private static MapFunction<String, String> work(Path classes) throws Exception {
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {classes.toUri().toURL()})) {
            return (MapFunction<String, String>)
                    loader.loadClass("evolving.Work").getConstructor().newInstance();
        }
    }

    private Path compile(String version, String state, String source) throws Exception {
        Path folder = Files.createDirectories(map.resolve("classes-" + version));
        List<String> arguments = new ArrayList<>(
                List.of("-proc:none", "-d", folder.toString(), "-cp", System.getProperty("java.class.path")));
        arguments.add(Files.writeString(folder.resolve(state + ".java"), source).toString());
        arguments.add(Files.writeString(folder.resolve("Work.java"), WORK.replace("STATE", state))
                .toString());
        int exit = ToolProvider.getSystemJavaCompiler().run(null, null, null, arguments.toArray(new String[0]));
        assertThat(exit).isZero();
        return folder;
    }
}
