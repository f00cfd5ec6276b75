package io.htmap.runtime.internal.wire;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JobAdProgressTest {
    private static final int LONGEST = 993;

    private static JobAdProgress of(String note) {
        return new JobAdProgress(1_795_000_000, new ProgressNote(37, Long.MAX_VALUE, note, Long.MAX_VALUE));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "relaxing", "a/b \\ \"c\" + %41 'd'", "größer\n€\u0000", "\uD83D\uDE00"})
    void whatIsWrittenIsRead(String note) {
        assertThat(JobAdProgress.parse(of(note).toText())).contains(of(note));
        assertThat(of(note).toText()).matches("[A-Za-z0-9/%+*._-]*");
    }

    @Test
    void theLongestNoteFitsIntoHtcondorsLine() {
        assertThat(of("€".repeat(100)).toText()).hasSizeLessThan(LONGEST - 2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "1", "1/2/3", "2/1/2/3/4/x", "1/1/-2/3/4/x", "1/1/x/3/4/x", "1/1/2/3/4/%x", "1/1/2/3/4/a/b"})
    void whatSomebodyElsePutThereIsNoProgress(String text) {
        assertThat(JobAdProgress.parse(text)).isEmpty();
    }
}
