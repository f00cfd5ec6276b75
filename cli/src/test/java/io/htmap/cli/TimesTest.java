package io.htmap.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimesTest {
    @ParameterizedTest
    @CsvSource({
        "0, 0.0s",
        "3449, 3.4s",
        "59999, 59.9s",
        "60000, 1m00s",
        "307000, 5m07s",
        "3600000, 1h00m",
        "93900000, 26h05m"
    })
    void areShort(long millis, String words) {
        assertThat(Times.of(Duration.ofMillis(millis))).isEqualTo(words);
    }
}
