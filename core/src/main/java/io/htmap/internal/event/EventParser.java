package io.htmap.internal.event;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;

/**
 * Reads one event of the log, as any HTCondor since version 8 writes it. What it does not know in an event it skips.
 * Immutable.
 */
public final class EventParser {
    private final EventTimes times;

    /** As {@link #EventParser(ZoneId, Clock)}, with the machine's zone and clock. */
    public EventParser() {
        this(ZoneId.systemDefault(), Clock.systemUTC());
    }

    /**
     * @param zone of times that do not say theirs
     * @param clock tells the year of times that do not say theirs
     */
    public EventParser(ZoneId zone, Clock clock) {
        this.times = new EventTimes(zone, clock);
    }

    /**
     * Parses an event.
     *
     * @param text its lines, without the line {@code ...}
     * @throws EventParseException when it is not one
     */
    public JobEvent parse(String text) throws EventParseException {
        EventLines lines = new EventLines(text);
        Cursor at = new Cursor(lines.next());
        int number = at.digits(3);
        at.expect(' ');
        JobId job = job(at);
        at.expect(' ');
        Instant time = times.parse(at);
        at.skip(' ');
        return new JobEvent(job, time, BodyParser.parse(number, at.rest(), lines));
    }

    /** As {@link #parse(String)}; what is not UTF-8 is replaced. */
    public JobEvent parse(byte[] bytes, int from, int to) throws EventParseException {
        return parse(new String(bytes, from, to - from, StandardCharsets.UTF_8));
    }

    private static JobId job(Cursor at) throws EventParseException {
        at.expect('(');
        int cluster = at.number();
        at.expect('.');
        int proc = at.number();
        at.expect('.');
        at.number();
        at.expect(')');
        return new JobId(cluster, Math.max(proc, JobId.WHOLE_CLUSTER));
    }
}
