package io.htmap.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

class DurationConverterTest {
    @ParameterizedTest
    @CsvSource({"90,PT90S", "0,PT0S", "1.5,PT1.5S", "90s,PT90S", "200ms,PT0.2S", "5m,PT5M", "1h30m,PT90M", "2d,PT48H"})
    void readsWhatPeopleWrite(String text, Duration duration) {
        assertThat(new DurationConverter().convert(text)).isEqualTo(duration);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "x", "5x", "-5s", "s", "5m x", "x5m", "1.2.3", ".", "99999999999s"})
    void refusesAllElse(String text) {
        assertThatThrownBy(() -> new DurationConverter().convert(text))
                .isInstanceOf(TypeConversionException.class)
                .hasMessage("'" + text + "' is no duration; write it as 90s, 5m or 1h30m");
    }
}
