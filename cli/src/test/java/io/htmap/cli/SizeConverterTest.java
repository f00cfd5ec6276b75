package io.htmap.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

class SizeConverterTest {
    @ParameterizedTest
    @CsvSource({"512,512", "512MB,512", "512 mb,512", "2GB,2048", "2g,2048", "1.5GiB,1536", "1T,1048576", "0.5,1", "0,0"
    })
    void readsWhatPeopleWrite(String text, long megabytes) {
        assertThat(new SizeConverter().convert(text)).isEqualTo(megabytes);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "x", "5x", "-5", "GB", "5B", "5 iB", "5KB", "1.2.3", "2GB more", "9999999999"})
    void refusesAllElse(String text) {
        assertThatThrownBy(() -> new SizeConverter().convert(text))
                .isInstanceOf(TypeConversionException.class)
                .hasMessage("'" + text + "' is no size; write it as 512MB or 2GB");
    }
}
