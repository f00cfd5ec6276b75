package io.htmap.runtime.internal.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GenerationTest {
    @Test
    void standsInTheFileName() {
        assertThat(new Generation(7, 3).fileName()).isEqualTo("00000007-3.ckpt");
        assertThat(new Generation(123456789, 10).fileName()).isEqualTo("123456789-10.ckpt");
        assertThat(Generation.parse("00000007-3.ckpt")).isEqualTo(new Generation(7, 3));
        assertThat(Generation.parse("123456789-10.ckpt")).isEqualTo(new Generation(123456789, 10));
        assertThat(Generation.parse("12345678-1.ckpt")).isEqualTo(new Generation(12345678, 1));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "-",
                ".ckpt",
                "00000007.ckpt",
                "00000007-3",
                "00000007-3.ckpt.tmp",
                "7-3.ckpt",
                "000000007-3.ckpt",
                "00000007-03.ckpt",
                "00000000-3.ckpt",
                "00000007-0.ckpt",
                "00000007--3.ckpt",
                "-0000007-3.ckpt",
                "99999999999-3.ckpt",
                "00000007-x.ckpt",
                ".00000007-3.ckpt.abc.tmp"
            })
    void isNotSeenInOtherNames(String name) {
        assertThat(Generation.parse(name)).isNull();
    }

    @Test
    void isNewerWhenItsAttemptIsLaterWhateverItsNumber() {
        assertThat(new Generation(5, 2)).isGreaterThan(new Generation(9, 1));
        assertThat(new Generation(9, 1)).isGreaterThan(new Generation(8, 1));
        assertThat(new Generation(9, 1)).isEqualByComparingTo(new Generation(9, 1));
    }
}
