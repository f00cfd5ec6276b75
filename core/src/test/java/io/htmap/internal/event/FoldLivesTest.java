package io.htmap.internal.event;

import static io.htmap.internal.event.Samples.evicted;
import static io.htmap.internal.event.Samples.executing;
import static io.htmap.internal.event.Samples.held;
import static io.htmap.internal.event.Samples.note;
import static io.htmap.internal.event.Samples.submitted;
import static io.htmap.internal.event.Samples.terminated;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.htmap.AttemptEnd;
import io.htmap.Status;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whole lives of a component: where they lead, and how its attempts ended. */
class FoldLivesTest {
    private static final EventBody OK = terminated(Exit.returned(0));
    private static final EventBody THREW = terminated(Exit.returned(1));

    private final MapState state = new MapState(3, JobMapping.PROC_IS_COMPONENT);

    /** Events of one job, the status after them, and the ends of its attempts ("open" while one goes on). */
    static Stream<Arguments> lives() {
        return Stream.of(
                life(Status.UNMATERIALIZED, ""),
                life(Status.IDLE, "", submitted()),
                life(Status.RUNNING, "open", submitted(), executing()),
                life(Status.COMPLETED, "COMPLETED", submitted(), executing(), OK),
                life(Status.ERRORED, "ERRORED", submitted(), executing(), THREW),
                life(Status.ERRORED, "FAILED", submitted(), executing(), terminated(Exit.returned(2))),
                life(Status.ERRORED, "FAILED", submitted(), executing(), terminated(Exit.signalled(0))),
                life(Status.ERRORED, "FAILED", submitted(), executing(), terminated(Exit.signalled(9))),
                // evictions
                life(Status.IDLE, "EVICTED", submitted(), executing(), evicted()),
                life(Status.IDLE, "LOST", submitted(), executing(), evicted(AttemptEnd.LOST, "kill")),
                life(
                        Status.IDLE,
                        "EVICTED",
                        executing(),
                        note(EventType.DISCONNECTED),
                        evicted(AttemptEnd.EVICTED, "")),
                life(Status.RUNNING, "EVICTED,open", submitted(), executing(), evicted(), executing()),
                life(Status.COMPLETED, "EVICTED,COMPLETED", executing(), evicted(), executing(), OK),
                life(Status.IDLE, "", submitted(), evicted()),
                life(Status.IDLE, "LOST", executing(), note(EventType.DISCONNECTED), evicted()),
                life(Status.IDLE, "LOST", executing(), note(EventType.RECONNECT_FAILED, "lease"), evicted()),
                life(
                        Status.IDLE,
                        "EVICTED",
                        executing(),
                        note(EventType.DISCONNECTED),
                        note(EventType.RECONNECTED),
                        evicted()),
                life(Status.IDLE, "LOST,EVICTED", executing(), note(EventType.DISCONNECTED), executing(), evicted()),
                life(Status.RUNNING, "open", executing(), note(EventType.DISCONNECTED)),
                life(Status.RUNNING, "open", executing(), note(EventType.DISCONNECTED), note(EventType.RECONNECTED)),
                life(Status.RUNNING, "open", submitted(), note(EventType.RECONNECTED)),
                life(Status.IDLE, "LOST", executing(), note(EventType.SHADOW_EXCEPTION, "gone")),
                life(Status.IDLE, "", submitted(), note(EventType.SHADOW_EXCEPTION, "gone")),
                life(Status.RUNNING, "LOST,open", executing(), executing()),
                // suspension
                life(Status.SUSPENDED, "open", executing(), note(EventType.SUSPENDED)),
                life(Status.RUNNING, "open", executing(), note(EventType.SUSPENDED), note(EventType.UNSUSPENDED)),
                life(Status.SUSPENDED, "open", executing(), note(EventType.SUSPENDED), note(EventType.DISCONNECTED)),
                life(Status.SUSPENDED, "open", submitted(), note(EventType.SUSPENDED)),
                life(Status.RUNNING, "open", submitted(), note(EventType.UNSUSPENDED)),
                life(Status.IDLE, "EVICTED", executing(), note(EventType.SUSPENDED), evicted()),
                // holds
                life(Status.HELD, "", submitted(), held()),
                life(Status.HELD, "HELD", executing(), held()),
                // HTCondor says that it was evicted, then why
                life(Status.HELD, "HELD", executing(), evicted(), held()),
                life(Status.REMOVED, "REMOVED", executing(), evicted(), note(EventType.ABORTED)),
                life(Status.HELD, "EVICTED", executing(), evicted(AttemptEnd.EVICTED, ""), held()),
                life(Status.REMOVED, "EVICTED", executing(), evicted(AttemptEnd.EVICTED, ""), note(EventType.ABORTED)),
                life(
                        Status.HELD,
                        "EVICTED",
                        executing(),
                        evicted(),
                        note(EventType.RECONNECT_FAILED),
                        note(EventType.RECONNECT_FAILED, "b"),
                        held()),
                life(Status.HELD, "HELD", executing(), held(), note(EventType.RELEASED), held()),
                life(Status.IDLE, "LOST", executing(), evictedBecause("Job not found at execution machine")),
                life(Status.HELD, "HELD", executing(), held(), evicted()),
                life(Status.HELD, "HELD", executing(), held(), note(EventType.SHADOW_EXCEPTION)),
                life(Status.HELD, "HELD", executing(), held(), note(EventType.SUSPENDED)),
                life(Status.HELD, "HELD", executing(), held(), note(EventType.UNSUSPENDED)),
                life(Status.HELD, "HELD", executing(), held(), note(EventType.DISCONNECTED)),
                life(Status.HELD, "FAILED", executing(), heldBy(AttemptEnd.FAILED)),
                life(Status.IDLE, "HELD", executing(), held(), note(EventType.RELEASED)),
                life(Status.IDLE, "HELD", executing(), note(EventType.RELEASED)),
                life(Status.IDLE, "", note(EventType.RELEASED)),
                life(Status.RUNNING, "HELD,open", executing(), held(), executing()),
                life(Status.COMPLETED, "COMPLETED", executing(), held(), OK),
                life(Status.COMPLETED, "FAILED,COMPLETED", executing(), heldBy(AttemptEnd.FAILED), OK),
                life(Status.COMPLETED, "HELD,COMPLETED", executing(), held(), note(EventType.RELEASED), OK),
                // removal
                life(Status.REMOVED, "", submitted(), note(EventType.ABORTED)),
                life(Status.REMOVED, "REMOVED", executing(), note(EventType.ABORTED)),
                life(Status.REMOVED, "HELD", executing(), held(), note(EventType.ABORTED)),
                // what is missing
                life(Status.COMPLETED, "COMPLETED", OK),
                life(Status.COMPLETED, "EVICTED,COMPLETED", executing(), evicted(), OK),
                life(Status.RUNNING, "open", executing(), submitted()),
                life(Status.HELD, "", held(), submitted()),
                // over is over
                life(Status.COMPLETED, "COMPLETED", executing(), OK, executing()),
                life(Status.COMPLETED, "COMPLETED", executing(), OK, note(EventType.ABORTED)),
                life(Status.COMPLETED, "COMPLETED", executing(), OK, THREW),
                life(Status.ERRORED, "ERRORED", executing(), THREW, OK),
                life(Status.REMOVED, "REMOVED", executing(), note(EventType.ABORTED), OK),
                life(Status.COMPLETED, "COMPLETED", executing(), OK, submitted()),
                // what says nothing about the status
                life(Status.UNMATERIALIZED, "", new EventBody.ImageSize(1, 1, 1)),
                life(Status.RUNNING, "open", executing(), note(EventType.FILE_TRANSFER, "Started")),
                life(Status.RUNNING, "open", executing(), Samples.jobAd()),
                life(Status.RUNNING, "open", executing(), note(EventType.GENERIC, "hello")),
                life(Status.RUNNING, "open", executing(), new EventBody.Other(3, "x")));
    }

    @ParameterizedTest
    @MethodSource("lives")
    void aLifeEndsWhereItShould(Status status, String ends, List<EventBody> life) {
        for (int i = 0; i < life.size(); i++) {
            state.apply(Samples.event(i, life.get(i)));
        }

        assertThat(state.status(0)).isEqualTo(status);
        assertThat(state.attempts(0).stream()
                        .map(attempt -> attempt.how().map(AttemptEnd::name).orElse("open"))
                        .toList())
                .isEqualTo(ends.isEmpty() ? List.of() : List.of(ends.split(",")));
        assertThat(state.attemptCount(0)).isEqualTo(state.attempts(0).size());
        assertThat(state.count(status)).isEqualTo(status == Status.UNMATERIALIZED ? 3 : 1);
        assertThat(state.terminalCount()).isEqualTo(status.isTerminal() ? 1 : 0);
        assertThat(state.counts().values().stream().mapToInt(Integer::intValue).sum())
                .isEqualTo(3);
        assertThat(state.hold(0).isPresent()).isEqualTo(status == Status.HELD);
    }

    private static Arguments life(Status status, String ends, EventBody... events) {
        return arguments(status, ends, List.of(events));
    }

    private static EventBody heldBy(AttemptEnd end) {
        return new EventBody.Held("the function ended its JVM", 3, 0, EndFacts.of(end));
    }

    private static EventBody evictedBecause(String reason) {
        return new EventBody.Evicted(reason, EndFacts.UNKNOWN, Usage.NONE);
    }
}
