package io.htmap.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.htmap.Attempt;
import io.htmap.AttemptEnd;
import io.htmap.ComponentError;
import io.htmap.ComponentErrorException;
import io.htmap.ComponentHeldException;
import io.htmap.ComponentMap;
import io.htmap.Hold;
import io.htmap.MapOptions;
import io.htmap.Status;
import io.htmap.runtime.MapFunction;
import io.htmap.testing.Waits;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How a function can end other than by returning, and whose fault it is. */
public abstract class SchedulerEndsContract extends SchedulerFixture {
    private static final int OVER_RESOURCES = 34;

    @Test
    void aFunctionThatThrowsIsErroredWithAReport() throws Exception {
        ComponentMap<Integer, Integer> map = htmap().map(
                        "throws",
                        ContractFunctions::throwsAt,
                        List.of(0, 1, 2),
                        options().build());

        assertThatThrownBy(() -> map.get(1, Waits.LONG))
                .isInstanceOf(ComponentErrorException.class)
                .hasMessageContaining("component 1 of map 'throws' threw java.lang.IllegalStateException: no solution");
        map.await(Waits.LONG, ComponentMap.Tolerance.ERRORS);

        assertThat(map.statuses()).containsExactly(Status.COMPLETED, Status.ERRORED, Status.COMPLETED);
        assertEnds(map, 1, AttemptEnd.ERRORED);
        assertThat(map.error(0)).isEmpty();
        ComponentError error = map.error(1).orElseThrow();
        assertThat(error.component()).isEqualTo(1);
        assertThat(error.attempt()).isEqualTo(1);
        assertThat(error.type()).isEqualTo("java.lang.IllegalStateException");
        assertThat(error.message()).isEqualTo("no solution for 1");
        assertThat(error.host()).isNotEmpty();
        assertThat(error.report()).contains("throwsAt", "ArithmeticException: the cause");
        assertThatThrownBy(() -> map.await(Waits.LONG)).isInstanceOf(ComponentErrorException.class);
    }

    @Test
    void anOutputThatCannotBeSerializedIsAnError() throws Exception {
        ComponentMap<Integer, Object> map = htmap().map(
                        "unserializable",
                        x -> new Object(),
                        List.of(1),
                        options().build());

        map.await(Waits.LONG, ComponentMap.Tolerance.ERRORS);

        assertThat(map.status(0)).isEqualTo(Status.ERRORED);
        assertThat(map.error(0).orElseThrow().report()).contains("java.lang.Object");
    }

    @Test
    void aFunctionThatExitsIsHeld() throws Exception {
        ComponentMap<Integer, Integer> map = held("exit", ContractFunctions::exits, 3);

        assertThat(map.holdReason(0).orElseThrow().reason()).contains("System.exit(3)");
        assertThat(map.stderr(0, 1)).contains("about to exit");
    }

    @Test
    void anExitCodeThatLooksLikeASignalIsStillTheFunctionsFault() throws Exception {
        ComponentMap<Integer, Integer> map = held("exit-137", ContractFunctions::exits, 137);

        assertThat(map.holdReason(0).orElseThrow().reason()).contains("System.exit(137)");
    }

    @Test
    void anExitCodeOfTheRunnersOwnIsStillTheFunctionsFault() throws Exception {
        ComponentMap<Integer, Integer> map = held("exit-0", ContractFunctions::exits, 0);

        assertThat(map.holdReason(0).orElseThrow().reason()).contains("System.exit(0)");
    }

    @Test
    void aFunctionThatExhaustsItsMemoryIsHeld() throws Exception {
        ComponentMap<Integer, Integer> map = held("memory", ContractFunctions::exhaustsMemory, 1 << 20, fillable());

        Hold hold = map.holdReason(0).orElseThrow();
        assertThat(hold.code()).isEqualTo(OVER_RESOURCES);
        assertThat(hold.reason()).contains("memory");
    }

    @Test
    void aFunctionThatCrashesItsJvmIsHeld() throws Exception {
        ComponentMap<String, Integer> map = held("crash", ContractFunctions::crashes, "SEGV");

        assertThat(map.holdReason(0).orElseThrow().reason()).contains("crashed with SIG");
    }

    @Test
    void aProcessThatIsKilledByOthersLostItsNode() throws Exception {
        ComponentMap<String, Integer> map = htmap().map(
                        "killed",
                        ContractFunctions::crashes,
                        List.of("KILL"),
                        options().maxLosses(2).build());

        // it is killed each time, so that it is held in the end
        map.awaitStatus(0, Status.HELD, Waits.LONG);

        assertEnds(map, 0, AttemptEnd.LOST, AttemptEnd.LOST);
        assertThat(map.holdReason(0).orElseThrow().reason()).contains("2 times", "maxLosses");
    }

    /** Runs a function that is held for what it did, and releases it once to see it held again. */
    private <I> ComponentMap<I, Integer> held(String tag, MapFunction<I, Integer> function, I input) throws Exception {
        return held(tag, function, input, options());
    }

    private <I> ComponentMap<I, Integer> held(
            String tag, MapFunction<I, Integer> function, I input, MapOptions.Builder options) throws Exception {
        ComponentMap<I, Integer> map = htmap().map(tag, function, List.of(input), options.build());
        assertThatThrownBy(() -> map.get(0, Waits.LONG))
                .isInstanceOf(ComponentHeldException.class)
                .hasMessageContaining("component 0 of map '" + tag + "' is held");
        assertThat(map.status(0)).isEqualTo(Status.HELD);
        Hold hold = map.holdReason(0).orElseThrow();
        assertThat(hold.code()).isGreaterThan(1);
        List<Attempt> attempts = map.attempts(0);
        assertThat(attempts).hasSize(1);
        assertThat(attempts.get(0).how()).contains(AttemptEnd.FAILED);
        assertThat(attempts.get(0).reason()).isEqualTo(hold.reason());
        assertThat(map.release(0)).isEqualTo(1);
        awaitEnd(map, 0, 2);
        map.awaitStatus(0, Status.HELD, Waits.LONG);
        assertEnds(map, 0, AttemptEnd.FAILED, AttemptEnd.FAILED);
        return map;
    }
}
