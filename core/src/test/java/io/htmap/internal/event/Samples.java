package io.htmap.internal.event;

import io.htmap.AttemptEnd;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/** Events to test with. */
final class Samples {
    static final Instant T0 = Instant.parse("2026-11-23T00:48:33.123Z");
    static final JobId JOB = new JobId(7, 0);
    static final Usage USAGE = new Usage(Duration.ofSeconds(93784), Duration.ofSeconds(61));

    private Samples() {}

    static JobEvent event(int seconds, EventBody body) {
        return new JobEvent(JOB, T0.plusSeconds(seconds), body);
    }

    static EventBody submitted() {
        return new EventBody.Submitted("submit.example.org");
    }

    static EventBody executing() {
        return executing("node1");
    }

    static EventBody executing(String host) {
        return new EventBody.Executing(host, "", 4711);
    }

    static EventBody evicted() {
        return new EventBody.Evicted("", EndFacts.UNKNOWN, Usage.NONE);
    }

    static EventBody evicted(AttemptEnd end, String reason) {
        return new EventBody.Evicted(reason, EndFacts.of(end), Usage.NONE);
    }

    static EventBody terminated(Exit exit) {
        return new EventBody.Terminated(exit, new EndFacts(null, 1234, null), Usage.NONE, Usage.NONE);
    }

    static EventBody held() {
        return new EventBody.Held("via condor_hold (by user me)", 1, 2, EndFacts.UNKNOWN);
    }

    static EventBody note(EventType type) {
        return note(type, "");
    }

    static EventBody note(EventType type, String text) {
        return new EventBody.Note(type, text);
    }

    static EventBody jobAd() {
        return new EventBody.JobAd(Map.of("Size", "1000", "JobStatus", "2", "Owner", "\"a = b\""));
    }
}
