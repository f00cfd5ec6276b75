package io.htmap.internal.attempt;

import static org.assertj.core.api.Assertions.assertThat;

import io.htmap.Attempt;
import io.htmap.AttemptEnd;
import io.htmap.Hold;
import io.htmap.MapOptions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MemoryHoldTest {
    private static final Instant NOW = Instant.parse("2026-11-27T12:00:00Z");
    private static final Duration AGO = Duration.ofMinutes(1);
    private static final Hold HELD = new Hold("over its memory", 34, 102);

    private static final OptionalInt UNKNOWN = OptionalInt.empty();

    private static boolean endsByItself(Hold hold, long most, List<Attempt> attempts) {
        return endsByItself(hold, most, attempts, UNKNOWN);
    }

    private static boolean endsByItself(Hold hold, long most, List<Attempt> attempts, OptionalInt slotMb) {
        MapOptions options =
                MapOptions.builder().memoryMb(100).maxMemoryMb(most).build().mergedOver(MapOptions.defaults());
        return MemoryHold.endsByItself(MemoryHold.explained(hold, options, attempts, slotMb, NOW));
    }

    private static List<Attempt> failed(int times, Duration ago) {
        List<Attempt> attempts = new ArrayList<>();
        for (int number = 1; number <= times; number++) {
            attempts.add(attempt(number, AttemptEnd.FAILED, ago));
        }
        return attempts;
    }

    private static Attempt attempt(int number, AttemptEnd how, Duration ago) {
        Instant end = NOW.minus(ago);
        return new Attempt(
                number, "node", end.minusSeconds(9), Optional.of(end), Optional.of(how), Optional.empty(), "");
    }

    @ParameterizedTest
    @CsvSource({"21, 102, true", "34, 102, true", "34, 104, false", "26, 102, false", "34, 0, false"})
    void itIsOneOfTheNodeForMemory(int code, int subcode, boolean ends) {
        assertThat(endsByItself(new Hold("held", code, subcode), 200, failed(1, AGO)))
                .isEqualTo(ends);
    }

    @ParameterizedTest
    @CsvSource({"100, 1, false", "101, 1, true", "200, 2, false", "201, 2, true", "400, 3, false", "401, 3, true"})
    void itEndsWhileThereIsMoreToBeGiven(long most, int failures, boolean ends) {
        assertThat(endsByItself(HELD, most, failed(failures, AGO))).isEqualTo(ends);
    }

    @ParameterizedTest
    @CsvSource({"400, 399, 9, true", "400, 400, 1, false", "400, 512, 1, false", "100, 64, 1, false"})
    void theSlotsMemoryIsAskedWhereItIsKnown(long most, int slotMb, int failures, boolean ends) {
        assertThat(endsByItself(HELD, most, failed(failures, AGO), OptionalInt.of(slotMb)))
                .isEqualTo(ends);
    }

    @Test
    void onlyWhatRanOutOfMemoryWasGivenMore() {
        List<Attempt> attempts = failed(1, AGO);
        attempts.add(0, attempt(1, AttemptEnd.EVICTED, AGO));
        attempts.add(0, attempt(1, AttemptEnd.LOST, AGO));

        assertThat(endsByItself(HELD, 200, attempts)).isTrue();
    }

    @Test
    void nobodyWaitsForItForEver() {
        assertThat(endsByItself(HELD, 200, failed(1, Duration.ofMinutes(29)))).isTrue();
        assertThat(endsByItself(HELD, 200, failed(1, Duration.ofMinutes(30)))).isFalse();
        assertThat(endsByItself(HELD, 200, List.of())).isFalse();
    }

    @Test
    void itsReasonSaysWhatWillBeAndWhatToDo() {
        MapOptions options =
                MapOptions.builder().memoryMb(100).maxMemoryMb(200).build().mergedOver(MapOptions.defaults());
        Hold explained = MemoryHold.explained(HELD, options, failed(1, AGO), UNKNOWN, NOW);

        assertThat(explained.reason())
                .isEqualTo("over its memory; HTCondor releases it with more memory (option maxMemoryMb)");
        assertThat(explained.advice()).startsWith("wait");
        assertThat(MemoryHold.explained(HELD, options, failed(2, AGO), UNKNOWN, NOW))
                .isEqualTo(HELD);
    }

    @ParameterizedTest
    @CsvSource({"100, 200", "130, 260", "200, 300"})
    void itsReasonSaysHowMuchItWillBe(int slotMb, int next) {
        MapOptions options =
                MapOptions.builder().memoryMb(100).maxMemoryMb(300).build().mergedOver(MapOptions.defaults());
        Hold explained = MemoryHold.explained(HELD, options, failed(1, AGO), OptionalInt.of(slotMb), NOW);

        assertThat(explained.reason()).endsWith("with more memory, " + next + " MB (option maxMemoryMb)");
        assertThat(explained.advice()).startsWith("wait");
        assertThat(MemoryHold.endsByItself(explained)).isTrue();
    }
}
