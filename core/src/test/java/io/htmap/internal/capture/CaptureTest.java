package io.htmap.internal.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import example.capture.Functions;
import io.htmap.HtmapException;
import io.htmap.internal.shipping.JarStore;
import io.htmap.runtime.MapFunction;
import java.nio.file.Path;
import java.util.AbstractMap.SimpleEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is captured here is applied in a JVM that has only what was shipped to it. */
class CaptureTest {
    @TempDir
    static Path shared;

    @TempDir
    Path folder;

    static List<Arguments> shapes() {
        Functions.Point point = new Functions.Point(7, List.of(1, 2));
        return List.of(
                arguments("lambda in Functions.plainLambda", Functions.plainLambda(), 1, 2),
                arguments(
                        "lambda in Functions.capturingLambda", Functions.capturingLambda(10, List.of(1, 2, 3)), 1, 14),
                arguments("lambda in Functions.nestedLambda", Functions.nestedLambda(3), 1, 8),
                arguments("Functions::triple", Functions.staticReference(), 5, 15),
                arguments("Functions$Scale::scale", Functions.boundReference(), 5, 20),
                arguments("Object::toString", Functions.unboundReference(), 5, "5"),
                arguments("ArrayList::new", Functions.constructorReference(), 5, new ArrayList<>()),
                arguments("example.capture.Functions$Scale", new Functions.Scale(6), 5, 30),
                arguments("example.capture.Functions$Unversioned", new Functions.Unversioned(), 5, 6),
                arguments("example.capture.Functions$1", Functions.anonymous(), 5, 4),
                arguments("example.capture.Functions$1Local", Functions.local(2), 5, 25),
                arguments(
                        "lambda in Functions.records",
                        Functions.records(),
                        point,
                        new Functions.Answer("x=7", new TreeMap<>(Map.of("p", point)))),
                arguments(
                        "lambda in Functions.collections",
                        Functions.collections(),
                        Map.of("a", List.of(1, 2), "b", List.of()),
                        List.of(new SimpleEntry<>("a", 3), new SimpleEntry<>("b", 0))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("shapes")
    void whatIsCapturedRunsElsewhere(String description, MapFunction<?, ?> function, Object input, Object output)
            throws Exception {
        JarStore store = new JarStore(shared.resolve("jars"));
        Captured captured = Capture.of(function, List.of());
        byte[] encoded = captured.encodeInput(0, input);
        List<String> digests = captured.storeJars(store, Runtime.version().feature());

        byte[] result = new Node(folder, Programs.thisJava()).apply(store, digests, captured.functionBytes(), encoded);

        assertThat(captured.description()).isEqualTo(description);
        assertThat(SafeObjectReader.read(
                        "output 0", result, captured.allowedTypes(), getClass().getClassLoader()))
                .isEqualTo(output);
    }

    @Test
    void nullIsAnInputLikeAnyOther() throws Exception {
        Captured captured = Capture.of(Functions.plainLambda(), List.of());
        byte[] bytes = captured.encodeInput(0, null);
        assertThat(SafeObjectReader.read(
                        "input 0", bytes, captured.allowedTypes(), getClass().getClassLoader()))
                .isNull();
    }

    @Test
    void aNullFunctionIsRefused() {
        assertThatThrownBy(() -> Capture.of(null, List.of()))
                .isInstanceOf(HtmapException.class)
                .hasMessage("the function is null; give a lambda, a method reference or a MapFunction");
    }

    @Test
    void allowedTypesFollowTheFunctionAndTheInputs() {
        Captured captured = Capture.of(Functions.records(), List.of("org.more", "org.deep.**"));
        assertThat(captured.allowedTypes().toLines()).containsExactly("example.capture.*", "org.deep.**", "org.more.*");
        captured.encodeInput(0, new example.capture.other.Crate<>(List.of(1)));
        assertThat(captured.allowedTypes().toLines())
                .containsExactly(
                        "example.capture.*",
                        "example.capture.far.*",
                        "example.capture.other.*",
                        "java.util.zip.DataFormatException",
                        "org.deep.**",
                        "org.more.*");
    }

    @Test
    void allowedTypesFollowWhatAClassDeclares() {
        assertThat(Capture.of(new Crates(), List.of()).allowedTypes().toLines())
                .contains("example.capture.other.*", "example.capture.far.*")
                .noneMatch(line -> line.startsWith("io.htmap.internal"));
    }

    @Test
    void aMethodReferenceShowsWhatItsGenericResultIsMadeOf() {
        MapFunction<Integer, List<example.capture.other.Crate<Integer>>> function = CaptureTest::crates;
        assertThat(Capture.of(function, List.of()).allowedTypes().toLines()).contains("example.capture.other.*");
    }

    private static final class Crates implements MapFunction<Integer, List<example.capture.other.Crate<?>>> {
        private static final long serialVersionUID = 1L;

        @Override
        public List<example.capture.other.Crate<?>> apply(Integer input) {
            return List.of();
        }
    }

    private static List<example.capture.other.Crate<Integer>> crates(int count) {
        return List.of();
    }
}
