package io.htmap.internal.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import example.capture.Functions;
import example.capture.Solver;
import io.htmap.UnserializableException;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.net.Socket;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What cannot travel is named with the path of fields to it. */
class UnserializableTest {
    private static final String NOT_SERIALIZABLE =
            ": it is not serializable; declare the field that holds it transient, or make the value inside the function";
    private static final String SOCKET = " (java.net.Socket)" + NOT_SERIALIZABLE;

    private final Captured captured = Capture.of(Functions.plainLambda(), List.of());

    static List<Arguments> culprits() {
        Object broken = Solver.broken();
        return List.of(
                arguments("input 3" + SOCKET, new Socket()),
                arguments("input 3 -> Params.solver -> Solver.socket" + SOCKET, new Solver.Params(1, Solver.broken())),
                arguments("input 3 -> Solver.next -> Solver.socket" + SOCKET, Solver.ring()),
                arguments("input 3 -> [1] -> Solver.socket" + SOCKET, new ArrayList<>(List.of(1, broken))),
                arguments("input 3 -> [1] -> Solver.socket" + SOCKET, List.of(1, broken)),
                arguments("input 3 -> [0] -> [1] -> Solver.socket" + SOCKET, new Object[][] {{1, broken}}),
                arguments("input 3 -> value of key \"a\" -> Solver.socket" + SOCKET, Map.of("a", broken)),
                arguments("input 3 -> key 0 -> Solver.socket" + SOCKET, Collections.singletonMap(broken, 1)),
                arguments("input 3 -> value -> Solver.socket" + SOCKET, new AtomicReference<>(broken)),
                arguments(
                        "input 3 -> Anything.value (java.util.Optional)" + NOT_SERIALIZABLE,
                        new Solver.Anything(Optional.of(1))),
                arguments(
                        "input 3 -> Anything.value (java.util.ArrayList$SubList)" + NOT_SERIALIZABLE,
                        new Solver.Anything(new ArrayList<>(List.of(1, 2)).subList(0, 1))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("culprits")
    void thePathLeadsToTheCulprit(String message, Object input) {
        assertThatThrownBy(() -> captured.encodeInput(3, input))
                .isInstanceOf(UnserializableException.class)
                .hasMessage(message);
    }

    @Test
    void aSuperclassWithoutConstructorIsFoundThoughItFailsOnReadingOnly() {
        assertRefused(
                new Solver.Anything(List.of(new Solver.OnlyWritable())),
                "input 0 -> Anything.value -> [0] (example.capture.Solver$OnlyWritable): it can be written but not read"
                        + " back: the nearest superclass of example.capture.Solver$OnlyWritable that is not serializable"
                        + " has no no-argument constructor that it can call; add one, or make that superclass"
                        + " serializable");
    }

    private static final class AssertsOnWriting implements Serializable {
        private void writeObject(ObjectOutputStream out) {
            throw new AssertionError("never");
        }
    }

    @Test
    void anErrorOfItsOwnIsAReasonToo() {
        assertThatThrownBy(() -> captured.encodeInput(0, new AssertsOnWriting()))
                .isInstanceOf(UnserializableException.class)
                .hasMessageContaining("writing it throws java.lang.AssertionError: never");
    }

    @Test
    void aReadObjectThatThrowsIsFound() {
        assertRefused(
                new Solver.Anything(new Solver.FailsOnReading()),
                "input 0 -> Anything.value (example.capture.Solver$FailsOnReading): it can be written but not read back:"
                        + " reading it throws java.io.InvalidObjectException: too");
    }

    @Test
    void aWriterThatThrowsIsFound() {
        assertRefused(
                List.of(new Solver.FailsOnWriting()),
                "input 0 -> [0] (example.capture.Solver$FailsOnWriting): writing it throws"
                        + " java.lang.IllegalStateException: not now");
    }

    @Test
    void aChainDeeperThanTheStackIsRefusedInOneLine() {
        assertThatThrownBy(() -> captured.encodeInput(0, Solver.chain(200_000)))
                .isInstanceOf(UnserializableException.class)
                .hasMessageContaining("nested too deeply")
                .hasMessageNotContaining("\n");
    }

    @Test
    void aSuperclassThatWouldLoseAValueIsRefused() {
        assertRefused(
                new Solver.Anything(new Solver.Derived(1).count(7)),
                "input 0 -> Anything.value -> Base.count (int): its value would be lost, as example.capture.Solver$Base is"
                        + " not serializable; make example.capture.Solver$Base serializable, or give"
                        + " example.capture.Solver$Derived a writeObject and readObject for it");
        assertThatThrownBy(() -> captured.encodeInput(0, new Solver.Derived(1).rename("x")))
                .hasMessageStartingWith("input 0 -> Base.names (java.util.List): its value would be lost");
    }

    @Test
    void aSuperclassWhoseValuesTheConstructorMakesAnewIsFine() {
        assertThat(captured.encodeInput(0, new Solver.Derived(7))).isNotEmpty();
    }

    @Test
    void aClassThatWritesTheValuesItselfIsFine() {
        assertThat(captured.encodeInput(0, new Solver.SelfWriting(7))).isNotEmpty();
    }

    @Test
    void whatAFunctionCapturedIsNamed() {
        assertThatThrownBy(() -> Capture.of(Solver.withThread(), List.of()))
                .isInstanceOf(UnserializableException.class)
                .hasMessage("function -> captured argument 0 of the lambda in Solver.withThread -> Anything.value"
                        + " (java.lang.Thread)" + NOT_SERIALIZABLE);
    }

    @Test
    void aLambdaThatIsNotSerializableIsNamed() {
        assertThatThrownBy(() -> Capture.of(Solver.withPlainLambda(), List.of()))
                .hasMessage("function -> captured argument 0 of the lambda in Solver.withPlainLambda"
                        + " (example.capture.Solver$$Lambda)" + NOT_SERIALIZABLE);
    }

    @Test
    void aLambdaThatDragsItsObjectAlongIsToldWhy() {
        assertThatThrownBy(() -> Capture.of(new Functions().draggingItsObject(), List.of()))
                .hasMessage("function -> captured this of the lambda in Functions.draggingItsObject"
                        + " (example.capture.Functions)" + NOT_SERIALIZABLE
                        + " (the lambda uses a field or method of the object around it: copy what it needs to a local"
                        + " variable first)");
    }

    private void assertRefused(Object input, String message) {
        assertThatThrownBy(() -> captured.encodeInput(0, input))
                .isInstanceOf(UnserializableException.class)
                .hasMessage(message);
    }
}
