package io.htmap.internal.event;

import static io.htmap.internal.event.Samples.T0;
import static io.htmap.internal.event.Samples.evicted;
import static io.htmap.internal.event.Samples.executing;
import static io.htmap.internal.event.Samples.held;
import static io.htmap.internal.event.Samples.note;
import static io.htmap.internal.event.Samples.submitted;
import static io.htmap.internal.event.Samples.terminated;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.htmap.Attempt;
import io.htmap.AttemptEnd;
import io.htmap.Hold;
import io.htmap.Status;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FoldTest {
    private static final EventBody OK = terminated(Exit.returned(0));
    private static final EventBody THREW = terminated(Exit.returned(1));

    private final MapState state = new MapState(3, JobMapping.PROC_IS_COMPONENT);
    private int seconds;

    @Test
    void whatSaysNothingAboutTheStatusIsNoNews() {
        assertThat(apply(new EventBody.ImageSize(1, 1, 1))).isFalse();
        assertThat(apply(note(EventType.GENERIC, "hello"))).isFalse();
        assertThat(state.version()).isZero();
        assertThat(apply(submitted())).isTrue();
    }

    @Test
    void anAttemptTellsWhereWhenAndHow() {
        apply(submitted());
        apply(new EventBody.Executing("<10.0.0.1:9618?alias=node9&x=y>", "\"slot1@ignored\"", 1));
        apply(new EventBody.Evicted(
                "told to go", new EndFacts(AttemptEnd.EVICTED, 1500, Exit.returned(143)), Usage.NONE));
        apply(executing("node2"));

        assertThat(state.attempts(0).get(1))
                .isEqualTo(new Attempt(
                        2, "node2", T0.plusSeconds(3), Optional.empty(), Optional.empty(), Optional.empty(), ""));
        assertThat(state.attempts(0).get(0).number()).isEqualTo(1);
        assertThat(state.attempts(0).get(0).start()).isEqualTo(T0.plusSeconds(1));
        assertThat(state.attempts(0).get(0).end()).contains(T0.plusSeconds(2));
        assertThat(state.attempts(0).get(0).duration()).contains(Duration.ofMillis(1500));
        assertThat(state.attempts(0).get(0).reason()).isEqualTo("told to go");
    }

    /** The log of a real job had them within one second, each but the beginnings with the same bytes. */
    @Test
    void whatHappensTwiceInOneSecondHappenedTwice() {
        JobEvent held = Samples.event(1, held());
        JobEvent released = Samples.event(1, note(EventType.RELEASED));
        state.apply(Samples.event(0, submitted()));
        for (String node : List.of("node1", "node2", "node3")) {
            state.apply(Samples.event(1, executing(node)));
            assertThat(state.apply(held)).isTrue();
            assertThat(state.apply(held)).as("a duplicate").isFalse();
            assertThat(state.status(0)).isEqualTo(Status.HELD);
            assertThat(state.apply(released)).isTrue();
            assertThat(state.apply(released)).as("a duplicate").isFalse();
        }
        state.apply(Samples.event(1, executing("node4")));
        assertThat(state.apply(released)).as("a duplicate").isFalse();
        assertThat(state.attempts(0)).hasSize(4);

        state.apply(Samples.event(2, evicted()));
        state.apply(Samples.event(3, executing("node5")));
        assertThat(state.apply(held)).as("a duplicate from before").isFalse();
        assertThat(state.status(0)).isEqualTo(Status.RUNNING);
    }

    @Test
    void theReasonOfAnAttemptIsWhatIsKnown() {
        apply(executing());
        apply(executing());
        apply(note(EventType.SHADOW_EXCEPTION, "no route to host"));
        apply(executing());
        apply(new EventBody.Evicted("", new EndFacts(AttemptEnd.LOST, -1, Exit.signalled(9)), Usage.NONE));
        apply(executing());
        apply(held());
        apply(note(EventType.RELEASED));
        apply(executing());
        apply(terminated(Exit.returned(3)));

        assertThat(state.attempts(0).stream().map(Attempt::reason))
                .containsExactly(
                        "its end was not logged",
                        "no route to host",
                        "signal 9",
                        "via condor_hold (by user me)",
                        "return value 3");
        assertThat(state.attempts(0).get(2).duration()).isEmpty();
        assertThat(state.attempts(0).get(4).duration()).contains(Duration.ofMillis(1234));
    }

    @Test
    void anOrdinaryEndNeedsNoReason() {
        apply(OK);

        assertThat(state.attempts(0).get(0))
                .isEqualTo(new Attempt(
                        1,
                        "unknown",
                        T0,
                        Optional.of(T0),
                        Optional.of(AttemptEnd.COMPLETED),
                        Optional.of(Duration.ofMillis(1234)),
                        ""));
        assertThat(stateAfter(executing(), THREW).attempts(0).get(0).reason()).isEmpty();
        assertThat(stateAfter(executing(), note(EventType.ABORTED, "rm"))
                        .attempts(0)
                        .get(0)
                        .reason())
                .isEqualTo("rm");
    }

    @Test
    void aHoldHasItsReasonUntilItIsReleased() {
        apply(held());
        assertThat(state.hold(0)).contains(new Hold("via condor_hold (by user me)", 1, 2));
        assertThat(state.reason(0)).isEqualTo("via condor_hold (by user me)");

        apply(note(EventType.RELEASED));
        assertThat(state.hold(0)).isEmpty();
        assertThat(state.reason(0)).isEmpty();

        apply(new EventBody.Held("again", 3, 0, EndFacts.UNKNOWN));
        assertThat(state.hold(0)).contains(new Hold("again", 3, 0));
    }

    /** The code is the one of the job's own end, but then the subcode is an exit code. */
    @Test
    void aPolicyThatHoldsWhatRunsIsNotTheFunctionsFault() {
        apply(executing());
        apply(new EventBody.Held("The job attribute PeriodicHold expression", 3, 0, EndFacts.UNKNOWN));
        apply(note(EventType.RELEASED));
        apply(executing());
        apply(new EventBody.Held("the JVM crashed", 3, 95, EndFacts.UNKNOWN));

        assertThat(state.attempts(0))
                .extracting(end -> end.how().orElseThrow())
                .containsExactly(AttemptEnd.HELD, AttemptEnd.FAILED);
    }

    @Test
    void aNodeWhoseOwnProgramGaveUpIsLost() {
        String why = "Error from slot1_1@node2: Repeated attempts to transfer output failed for unknown reasons";
        apply(executing());
        apply(new EventBody.Evicted(why, EndFacts.UNKNOWN, Usage.NONE));

        assertThat(state.attempts(0).get(0).how()).contains(AttemptEnd.LOST);
        assertThat(state.attempts(0).get(0).reason()).isEqualTo(why);
    }

    /** As HTCondor 23.9 logs its ready-made policy HOLD_IF_MEMORY_EXCEEDED. */
    @Test
    void whatOutgrowsItsMemoryIsAtFaultAlsoWhenTheNodesPolicyEndsIt() {
        String why = "Error from slot1_2@node2: memory usage exceeded request_memory";
        apply(executing());
        apply(new EventBody.Evicted(why, EndFacts.UNKNOWN, Usage.NONE));
        apply(new EventBody.Held(why, 21, 102, EndFacts.UNKNOWN));

        assertThat(state.attempts(0).get(0).how()).contains(AttemptEnd.FAILED);
        assertThat(state.attempts(0).get(0).reason()).isEqualTo(why);
    }

    @Test
    void aNodeThatFailsToBringHomeWhatThereIsIsLostAlsoWhenThatLeadsToAHold() {
        String why = "Error from slot1_2@node2: STARTER failed to send file(s)";
        apply(executing());
        apply(new EventBody.Evicted(why, EndFacts.UNKNOWN, Usage.NONE));
        apply(new EventBody.Held(why, 12, 2, EndFacts.UNKNOWN));
        apply(note(EventType.RELEASED));
        apply(executing());
        apply(new EventBody.Held("by a policy of the administrators", 21, 0, EndFacts.UNKNOWN));

        assertThat(state.attempts(0))
                .extracting(end -> end.how().orElseThrow())
                .containsExactly(AttemptEnd.LOST, AttemptEnd.HELD);
    }

    @Test
    void aHoldRightAfterAnEvictionTellsWhy() {
        apply(executing());
        apply(evictedBecause("x"));
        apply(held());

        assertThat(state.attempts(0).get(0).reason()).isEqualTo("via condor_hold (by user me)");
        assertThat(state.attempts(0).get(0).end()).contains(T0.plusSeconds(1));
    }

    @Test
    void aRemovedComponentKeepsTheReason() {
        apply(note(EventType.ABORTED, "via condor_rm"));

        assertThat(state.reason(0)).isEqualTo("via condor_rm");
    }

    @Test
    void anIdenticalEventCountsOnce() {
        JobEvent first = Samples.event(1, executing());
        JobEvent end = Samples.event(2, evicted());

        assertThat(state.apply(first)).isTrue();
        assertThat(state.apply(end)).isTrue();
        assertThat(state.apply(first)).isFalse();
        assertThat(state.apply(end)).isFalse();
        assertThat(state.apply(Samples.event(3, executing()))).isTrue();
        assertThat(state.apply(first)).isFalse();
        assertThat(state.attemptCount(0)).isEqualTo(2);
        assertThat(state.version()).isEqualTo(3);
    }

    @Test
    void anIdenticalEventOfAnotherComponentIsAnotherEvent() {
        state.apply(Samples.event(1, executing()), 99);
        state.apply(new JobEvent(new JobId(7, 1), T0, executing()), 99);

        assertThat(state.count(Status.RUNNING)).isEqualTo(2);
    }

    @Test
    void aFreshStateIsEmpty() {
        assertThat(state.size()).isEqualTo(3);
        assertThat(state.latestCluster()).isEqualTo(-1);
        assertThat(state.cluster(2)).isEqualTo(-1);
        assertThat(state.version()).isZero();
        assertThat(state.attempts(2)).isEmpty();
        assertThatThrownBy(() -> state.status(3)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> state.attempts(-1)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void theNodeHasANameThatPeopleKnow() {
        assertThat(new EventBody.Executing("node1", "", -1).machine()).isEqualTo("node1");
        assertThat(new EventBody.Executing("<1.2.3.4:5?alias=node2>", "", -1).machine())
                .isEqualTo("node2");
        assertThat(new EventBody.Executing("<1.2.3.4:5?alias=node2&a=b>", "", -1).machine())
                .isEqualTo("node2");
        assertThat(new EventBody.Executing("<1.2.3.4:5>", "slot1_2@node3", -1).machine())
                .isEqualTo("node3");
    }

    private static EventBody evictedBecause(String reason) {
        return new EventBody.Evicted(reason, EndFacts.UNKNOWN, Usage.NONE);
    }

    private static MapState stateAfter(EventBody... events) {
        MapState state = new MapState(1, JobMapping.PROC_IS_COMPONENT);
        for (int i = 0; i < events.length; i++) {
            state.apply(Samples.event(i, events[i]));
        }
        return state;
    }

    private boolean apply(EventBody body) {
        return applyTo(Samples.JOB, body);
    }

    private boolean applyTo(JobId job, EventBody body) {
        return state.apply(new JobEvent(job, T0.plusSeconds(seconds++), body));
    }
}
