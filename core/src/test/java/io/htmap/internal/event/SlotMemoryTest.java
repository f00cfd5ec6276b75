package io.htmap.internal.event;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the log tells of the memory of the slots. */
class SlotMemoryTest {
    private static final JobId JOB = new JobId(7, 1);

    private MapState state;
    private int seconds;

    @BeforeEach
    void start() {
        state = new MapState(3, JobMapping.PROC_IS_COMPONENT);
        apply(Samples.submitted());
    }

    private void apply(EventBody body) {
        apply(JOB, body);
    }

    private void apply(JobId job, EventBody body) {
        assertThat(state.apply(new JobEvent(job, Samples.T0.plusSeconds(seconds++), body)))
                .isTrue();
    }

    private static EventBody executingWith(int memoryMb) {
        return new EventBody.Executing("node1", "", -1, memoryMb);
    }

    @Test
    void itIsThatOfTheLatestAttempt() {
        apply(executingWith(128));
        apply(Samples.evicted());
        apply(executingWith(256));
        apply(Samples.held());

        assertThat(state.slotMemoryMb(1)).hasValue(256);
        assertThat(state.slotMemoryMb(0)).isEmpty();
    }

    @Test
    void whatAnEarlierOneHadIsForgotten() {
        apply(executingWith(128));
        apply(Samples.evicted());
        apply(Samples.executing());

        assertThat(state.slotMemoryMb(1)).isEmpty();

        apply(executingWith(128));
        apply(Samples.evicted());
        apply(Samples.note(EventType.DISCONNECTED, "an attempt whose beginning is not in the log"));
        assertThat(state.slotMemoryMb(1)).isEmpty();
    }

    @Test
    void nothingIsKeptWhereTheLogNeverTells() {
        apply(Samples.executing());

        assertThat(state.slotMemory.megabytes).isEmpty();
    }
}
