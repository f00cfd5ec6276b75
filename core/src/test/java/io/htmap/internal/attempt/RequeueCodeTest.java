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
    void eachLevelOfMemorySaysWhyItIsAskedFor() {
        for (int level = 0; level < RequeueCode.MEMORY_LEVELS; level++) {
            int more = RequeueCode.MORE_MEMORY + level;
            assertThat(RequeueCode.end(more)).contains(AttemptEnd.FAILED);
            assertThat(RequeueCode.reason(more).orElseThrow()).contains("ran out of memory", "option maxMemoryMb");
            int again = RequeueCode.TOO_LITTLE_MEMORY + level;
            assertThat(RequeueCode.end(again)).contains(AttemptEnd.LOST);
            assertThat(RequeueCode.reason(again).orElseThrow()).contains("had less memory");
        }
    }

    @Test
    void oneThatTheNodeKnowsMoreOfSaysWhatItMayBe() {
        assertThat(RequeueCode.end(93)).isEmpty();
        assertThat(RequeueCode.reason(93).orElseThrow()).contains("was killed", "option stallTimeout");
    }

    @Test
    void othersDoNotSayHowItEnded() {
        for (int other : new int[] {137, 143, RequeueCode.EVICTED_TOO_OFTEN, RequeueCode.LAST + 1}) {
            assertThat(RequeueCode.end(other)).isEmpty();
            assertThat(RequeueCode.reason(other)).isEmpty();
        }
        assertThat(RequeueCode.reason(RequeueCode.RETRY)).isEmpty();
        assertThat(RequeueCode.EVICTED_TOO_OFTEN)
                .as("more than 128 and a signal's number")
                .isGreaterThan(128 + 64);
        assertThat(RequeueCode.LAST).as("an exit code of a process").isLessThanOrEqualTo(255);
    }
}
