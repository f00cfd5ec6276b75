package io.htmap.condor.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class AttemptNumbersTest {
    private static final AttemptNumbers THREE = new AttemptNumbers(
            List.of(Instant.ofEpochSecond(100), Instant.ofEpochSecond(200), Instant.ofEpochSecond(300)));

    @Test
    void whatTheLogAgreesWithStaysAsItIs() {
        assertThat(THREE.number("1 99")).isEqualTo(1);
        assertThat(THREE.number("2 200")).isEqualTo(2);
        assertThat(THREE.number("3 298")).isEqualTo(3);
    }

    @Test
    void aStartThatTheScheddMissedIsCounted() {
        assertThat(THREE.number("1 199")).isEqualTo(2);
        assertThat(THREE.number("2 299")).isEqualTo(3);
    }

    @Test
    void withoutABeginningOrAnEventTheNodeIsBelieved() {
        assertThat(THREE.number("2")).isEqualTo(2);
        assertThat(THREE.number("4 400")).isEqualTo(4);
        assertThat(new AttemptNumbers(List.of()).number("1 99")).isEqualTo(1);
    }

    @Test
    void twoThatBeganInTheSameSecondKeepTheirNumbers() {
        AttemptNumbers two = new AttemptNumbers(List.of(Instant.ofEpochSecond(100), Instant.ofEpochSecond(100)));

        assertThat(two.number("1 100")).isEqualTo(1);
        assertThat(two.number("2 100")).isEqualTo(2);
    }

    @Test
    void noiseIsNoNumber() {
        assertThat(AttemptNumbers.isNoted("1 99")).isTrue();
        assertThat(AttemptNumbers.isNoted("7")).isTrue();
        assertThat(AttemptNumbers.isNoted("0 99")).isFalse();
        assertThat(AttemptNumbers.isNoted("1 9x")).isFalse();
        assertThat(AttemptNumbers.isNoted("")).isFalse();
    }
}
