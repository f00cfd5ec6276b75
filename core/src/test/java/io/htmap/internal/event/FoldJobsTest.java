package io.htmap.internal.event;

import static io.htmap.internal.event.Samples.T0;
import static io.htmap.internal.event.Samples.executing;
import static io.htmap.internal.event.Samples.note;
import static io.htmap.internal.event.Samples.submitted;
import static io.htmap.internal.event.Samples.terminated;
import static org.assertj.core.api.Assertions.assertThat;

import io.htmap.Attempt;
import io.htmap.AttemptEnd;
import io.htmap.Status;
import io.htmap.spi.RerunFrom;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which component an event is about: clusters, notes, strays. */
class FoldJobsTest {
    private static final EventBody OK = terminated(Exit.returned(0));
    private static final EventBody THREW = terminated(Exit.returned(1));

    private final MapState state = new MapState(3, JobMapping.PROC_IS_COMPONENT);
    private int seconds;

    @Test
    void aLaterClusterStartsTheComponentAfresh() {
        apply(submitted());
        apply(executing());
        apply(THREW);
        assertThat(applyTo(new JobId(8, 0), submitted())).isTrue();
        assertThat(state.status(0)).isEqualTo(Status.IDLE);
        assertThat(state.cluster(0)).isEqualTo(8);
        applyTo(new JobId(8, 0), executing());
        applyTo(new JobId(8, 0), OK);

        assertThat(state.status(0)).isEqualTo(Status.COMPLETED);
        assertThat(state.attempts(0)).extracting(Attempt::number).containsExactly(1, 2);
        assertThat(state.latestCluster()).isEqualTo(8);
    }

    @Test
    void anEarlierClusterIsNotHeardAnyMore() {
        applyTo(new JobId(8, 0), submitted());

        assertThat(applyTo(new JobId(7, 0), executing())).isFalse();
        assertThat(state.status(0)).isEqualTo(Status.IDLE);
        assertThat(state.latestCluster()).isEqualTo(8);
    }

    @Test
    void aLaterClusterEndsWhatTheEarlierLeftOpen() {
        apply(executing());
        applyTo(new JobId(8, 0), submitted());

        assertThat(state.attempts(0).get(0).how()).contains(AttemptEnd.LOST);
        assertThat(state.attempts(0).get(0).end()).contains(T0.plusSeconds(1));
    }

    @Test
    void aNoteBindsAJobToAComponent() {
        applyTo(new JobId(9, 0), new EventBody.Submitted("h", 2));
        applyTo(new JobId(9, 0), executing());
        applyTo(new JobId(9, 40), new EventBody.Submitted("h", 1));
        applyTo(new JobId(9, 2), submitted());

        assertThat(state.status(2)).isEqualTo(Status.RUNNING);
        assertThat(state.status(1)).isEqualTo(Status.IDLE);
        assertThat(state.status(0)).isEqualTo(Status.UNMATERIALIZED);
        applyTo(new JobId(9, 40), note(EventType.ABORTED));
        assertThat(state.status(1)).isEqualTo(Status.REMOVED);
    }

    @Test
    void theFirstNoteAboutAJobCounts() {
        applyTo(new JobId(9, 0), new EventBody.Submitted("h", 2));
        applyTo(new JobId(9, 0), new EventBody.Submitted("h", 1));
        applyTo(new JobId(9, 0), executing());

        assertThat(state.status(2)).isEqualTo(Status.RUNNING);
        assertThat(state.status(1)).isEqualTo(Status.UNMATERIALIZED);
    }

    @Test
    void withoutANoteAJobMayBeAStray() {
        MapState strict = new MapState(3, JobMapping.NOTES_ONLY);

        assertThat(strict.apply(Samples.event(0, executing()))).isFalse();
        assertThat(strict.strays()).isEqualTo(1);
        assertThat(strict.apply(Samples.event(1, new EventBody.Submitted("h", 0))))
                .isTrue();
        assertThat(strict.apply(Samples.event(2, executing()))).isTrue();
        assertThat(strict.status(0)).isEqualTo(Status.RUNNING);
    }

    @Test
    void aJobOfNoComponentIsAStray() {
        assertThat(applyTo(new JobId(7, 3), executing())).isFalse();
        assertThat(applyTo(new JobId(7, 0), new EventBody.Submitted("h", 3))).isFalse();
        assertThat(applyTo(new JobId(7, Integer.MAX_VALUE), new EventBody.Submitted("h", 1)))
                .isFalse();
        assertThat(state.strays()).isEqualTo(3);
        assertThat(state.version()).isZero();
        assertThat(state.count(Status.UNMATERIALIZED)).isEqualTo(3);
    }

    @Test
    void aRerunForgetsWhatWasBeforeButItsAttempts() {
        applyTo(new JobId(1, 0), executing());
        applyTo(new JobId(1, 0), Samples.terminated(Exit.returned(0)));
        assertThat(state.firstAttempt(0)).isEqualTo(1);
        assertThat(state.startsFrom(0)).isEqualTo(RerunFrom.NEWEST);

        applyTo(new JobId(2, 0), new EventBody.Submitted("h", -1, new RerunFrom(7)));

        assertThat(state.status(0)).isEqualTo(Status.IDLE);
        assertThat(state.firstAttempt(0)).isEqualTo(2);
        assertThat(state.startsFrom(0)).isEqualTo(new RerunFrom(7));
        assertThat(state.firstAttempt(1)).isEqualTo(1);
        assertThat(state.startsFrom(1)).isEqualTo(RerunFrom.NEWEST);
        assertThat(applyTo(new JobId(1, 0), note(EventType.ABORTED))).as("late").isFalse();
        applyTo(new JobId(2, 0), executing());
        applyTo(new JobId(2, 0), note(EventType.ABORTED));
        assertThat(state.attempts(0)).hasSize(2);
        applyTo(new JobId(3, 0), executing());
        assertThat(state.firstAttempt(0)).as("also if its submit event is lost").isEqualTo(3);
        assertThat(state.startsFrom(0)).isEqualTo(RerunFrom.NEWEST);
    }

    @Test
    void aRerunBeforeTheFirstAttemptStartsFromScratchToo() {
        applyTo(new JobId(1, 0), note(EventType.ABORTED));
        applyTo(new JobId(2, 0), new EventBody.Submitted("h", -1, RerunFrom.SCRATCH));

        assertThat(state.firstAttempt(0)).isEqualTo(1);
        assertThat(state.startsFrom(0)).isEqualTo(RerunFrom.SCRATCH);
    }

    @Test
    void aRemovedFactoryTakesWhatItNeverMade() {
        apply(submitted());
        applyTo(new JobId(7, 1), executing());
        JobEvent removed = new JobEvent(JobId.ofCluster(7), T0, note(EventType.FACTORY_REMOVED, "Materialized 2 jobs"));

        assertThat(state.apply(removed)).isTrue();
        assertThat(state.apply(removed)).isFalse();
        assertThat(state.counts())
                .containsEntry(Status.IDLE, 1)
                .containsEntry(Status.RUNNING, 1)
                .containsEntry(Status.REMOVED, 1)
                .containsEntry(Status.HELD, 0);
        assertThat(state.status(2)).isEqualTo(Status.REMOVED);
        assertThat(state.reason(2)).isEqualTo("Materialized 2 jobs");
        assertThat(state.version()).isEqualTo(3);

        applyTo(new JobId(8, 2), submitted());
        assertThat(state.status(2)).isEqualTo(Status.IDLE);
    }

    @Test
    void otherEventsOfAClusterChangeNothing() {
        for (EventType type : List.of(EventType.FACTORY_SUBMITTED, EventType.FACTORY_PAUSED, EventType.ABORTED)) {
            assertThat(applyTo(JobId.ofCluster(7), note(type))).isFalse();
        }
        assertThat(state.count(Status.UNMATERIALIZED)).isEqualTo(3);
        assertThat(state.strays()).isZero();
    }

    private boolean apply(EventBody body) {
        return applyTo(Samples.JOB, body);
    }

    private boolean applyTo(JobId job, EventBody body) {
        return state.apply(new JobEvent(job, T0.plusSeconds(seconds++), body));
    }
}
