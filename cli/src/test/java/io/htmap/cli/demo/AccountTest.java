package io.htmap.cli.demo;

import static io.htmap.AttemptEnd.COMPLETED;
import static io.htmap.AttemptEnd.EVICTED;
import static io.htmap.AttemptEnd.LOST;
import static org.assertj.core.api.Assertions.assertThat;

import io.htmap.Attempt;
import io.htmap.AttemptEnd;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AccountTest {
    private final List<Attempt> attempts = new ArrayList<>();
    private final List<Transcript> transcripts = new ArrayList<>();
    private final StringBuilder trace = new StringBuilder();

    @Test
    void theUsualDemoIsSummedUp() {
        attempt(EVICTED, 0, 4);
        attempt(EVICTED, 3, 3);
        attempt(COMPLETED, 3, 6);

        assertThat(account(6, true).summary())
                .isEqualTo("demo: attempts=3 evictions=2 resumed_at=[3,3] recomputed_steps=1 result=true");
        assertThat(account(6, true).mismatches(2)).isEmpty();
    }

    @Test
    void aKillIsAnEviction() {
        attempt(EVICTED, 0, 4);
        attempt(LOST, 4, 5);
        attempt(COMPLETED, 5, 6);

        assertThat(account(6, true).evictions()).isEqualTo(2);
        assertThat(account(6, true).mismatches(2)).isEmpty();
    }

    @Test
    void anEvictionBetweenTraceAndOutputLosesNoStep() {
        attempt(EVICTED, 0, 3);
        trace.append("completed 1 7 4\n");
        attempt(COMPLETED, 3, 6);

        assertThat(account(6, true).recomputed()).isEqualTo(1);
        assertThat(account(6, true).mismatches(1)).isEmpty();
    }

    @Test
    void lostWorkIsAMismatch() {
        attempt(EVICTED, 0, 4);
        attempt(COMPLETED, 1, 6);

        assertThat(account(6, true).mismatches(1)).containsExactly("attempt 2 resumed at step 1, but step 3 was saved");
    }

    @Test
    void workOutOfNowhereIsAMismatch() {
        attempt(EVICTED, 0, 4);
        attempt(COMPLETED, 5, 6);

        assertThat(account(6, true).mismatches(1))
                .containsExactly("attempt 2 resumed at step 5, which was never completed before");
    }

    @Test
    void aStartFromScratchAfterAnEvictionIsAMismatch() {
        attempt(EVICTED, 0, 4);
        attempt(COMPLETED, 0, 6);

        assertThat(account(6, true).mismatches(1)).contains("attempt 2 did not load a checkpoint");
    }

    @Test
    void anEvictionThatTheLogDoesNotShowIsAMismatch() {
        attempt(COMPLETED, 0, 6);

        assertThat(account(6, true).mismatches(1))
                .containsExactly("evictions: made 1, logged 0", "attempts: 1, with 1 evictions there must be 2");
    }

    @Test
    void aTraceThatDisagreesWithTheOutputIsAMismatch() {
        attempt(COMPLETED, 0, 6);
        trace.append("completed 1 7 6\n");

        assertThat(account(6, true).mismatches(0))
                .containsExactly(
                        "attempt 1 printed the steps [1, 2, 3, 4, 5, 6], but traced [1, 2, 3, 4, 5, 6, 6]",
                        "recomputed steps: 0, but 1 in the trace");
    }

    @Test
    void stoppingEarlyOrReturningFalseIsAMismatch() {
        attempt(COMPLETED, 0, 5);

        assertThat(account(6, false).mismatches(0))
                .containsExactly("the result is not true", "step 6 was not completed");
    }

    @Test
    void aLineThatIsCutOffDoesNotCount() {
        assertThat(Trace.parse("started 1 7 0\ncompleted 1 7 1\ncompleted 1 7 1")
                        .completed(1))
                .containsExactly(1);
    }

    @Test
    void aCommitInAnAttemptIsNeitherAStartNorAnEnd() {
        Trace trace = Trace.parse("started 1 7 2\ncompleted 1 7 3\nstarted 1 8 3\ncompleted 1 8 4\n");

        assertThat(trace.start(1)).contains(new Trace.Start(8, 2));
        assertThat(trace.completed(1)).containsExactly(3, 4);
    }

    @Test
    void whatTheNodeCouldNotTraceIsTakenFromTheOutput() {
        Transcript first = Transcript.of("starting from scratch\ntrace: started 1 7 0\ntrace: completed 1 7 1\n");
        Transcript second = Transcript.of("loaded checkpoint!\ntrace: started 2 8 1\n");

        Trace trace = Trace.of(List.of(first, second));

        assertThat(trace.start(2)).contains(new Trace.Start(8, 1));
        assertThat(trace.completed(1)).containsExactly(1);
        assertThat(Trace.of(List.of()).isEmpty()).isTrue();
    }

    /** Adds an attempt that starts with a step saved and completes the steps after it, up to the last. */
    private void attempt(AttemptEnd how, int saved, int last) {
        int number = attempts.size() + 1;
        attempts.add(new Attempt(
                number,
                "node",
                Instant.EPOCH,
                Optional.of(Instant.EPOCH),
                Optional.of(how),
                Optional.of(Duration.ZERO),
                ""));
        trace.append("started " + number + " 7 " + saved + "\n");
        StringBuilder output = new StringBuilder(saved == 0 ? "starting from scratch\n" : "loaded checkpoint!\n");
        IntStream.rangeClosed(saved + 1, last).forEach(step -> {
            trace.append("completed " + number + " 7 " + step + "\n");
            output.append("completed step " + step + "\n");
        });
        transcripts.add(Transcript.of(output.toString()));
    }

    private Account account(int steps, boolean result) {
        return new Account(attempts, transcripts, Trace.parse(trace.toString()), steps, result);
    }
}
