package io.htmap.internal.attempt;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BackOffTest {
    @ParameterizedTest
    @CsvSource({
        "PT10S, 1, PT10S",
        "PT10S, 2, PT20S",
        "PT10S, 9, PT2560S",
        "PT10S, 10, PT1H",
        "PT10S, 1000, PT1H",
        "PT0.001S, 1, PT0.001S",
        "PT0.001S, 40, PT1H",
        "PT2H, 1, PT2H",
        "PT2H, 2, PT2H",
        "PT24H, 1000, PT24H",
        "PT0S, 1, PT0S",
        "PT0S, 41, PT0S",
    })
    void itDoublesUpToAnHour(Duration first, int retry, Duration wait) {
        assertThat(BackOff.before(first, retry)).isEqualTo(wait);
    }

    @Test
    void itNeverShortens() {
        for (Duration first : new Duration[] {Duration.ZERO, Duration.ofNanos(1), Duration.ofSeconds(7)}) {
            for (int retry = 1; retry < 1000; retry++) {
                assertThat(BackOff.before(first, retry + 1)).isGreaterThanOrEqualTo(BackOff.before(first, retry));
            }
        }
    }
}
