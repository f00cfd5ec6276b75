package io.htmap.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.htmap.AttemptWork;
import org.junit.jupiter.api.Test;

class AttemptsCommandTest {
    @Test
    void oneThatNeverStartedIsToldFromOneThatStartedFromScratch() {
        assertThat(AttemptsCommand.from(AttemptWork.NOT_STARTED)).isEqualTo("?");
        assertThat(AttemptsCommand.from(0)).isEqualTo("-");
        assertThat(AttemptsCommand.from(7)).isEqualTo("7");
    }
}
