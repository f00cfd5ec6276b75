package io.htmap.internal.event;

import java.time.Instant;

/** One event of the log. */
public record JobEvent(JobId job, Instant time, EventBody body) {
    /** Returns the kind of event. */
    public EventType type() {
        return body.type();
    }

    /** Returns the same event at another time. */
    public JobEvent at(Instant other) {
        return new JobEvent(job, other, body);
    }
}
