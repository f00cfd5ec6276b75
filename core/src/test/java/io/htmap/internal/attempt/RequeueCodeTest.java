package io.htmap.internal.attempt;

import static org.assertj.core.api.Assertions.assertThat;

import io.htmap.AttemptEnd;
import org.junit.jupiter.api.Test;

class RequeueCodeTest {
    @Test
    void eachWaitOfARetrySaysThatTheFunctionThrew() {
        for (int wait = 0; wait < RequeueCode.WAITS; wait++) {
            assertThat(RequeueCode.end(RequeueCode.RETRY + wait)).contains(AttemptEnd.ERRORED);
        }
    }

    @Test
    void othersDoNotSayHowItEnded() {
        assertThat(RequeueCode.end(RequeueCode.EVICTED_TOO_OFTEN)).isEmpty();
        assertThat(RequeueCode.end(RequeueCode.RETRY + RequeueCode.WAITS)).isEmpty();
        assertThat(RequeueCode.end(93)).isEmpty();
    }
}
