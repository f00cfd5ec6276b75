package io.htmap.internal.event;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;

/**
 * The times of the log. We write UTC with milliseconds, {@code 2026-11-23 00:48:33.123Z}, the form that HTCondor writes
 * and reads itself when told to use UTC, ISO dates and fractions. We read every form that it writes: with a T or a space
 * between date and time, with or without fraction and Z, and the classic {@code MM/DD HH:MM:SS}.
 */
final class EventTimes {
    private static final int YEARS_TO_TRY = 9;

    private final ZoneId zone;
    private final Clock clock;

    /**
     * @param zone of times without a Z
     * @param clock tells the year of times without one: the latest that does not lie in the future
     */
    EventTimes(ZoneId zone, Clock clock) {
        this.zone = zone;
        this.clock = clock;
    }

    /** Appends the time, to the millisecond. */
    static void append(StringBuilder out, Instant time) {
        LocalDateTime utc = LocalDateTime.ofInstant(time, ZoneOffset.UTC);
        Padded.append(out, utc.getYear(), 4).append('-');
        Padded.append(out, utc.getMonthValue(), 2).append('-');
        Padded.append(out, utc.getDayOfMonth(), 2).append(' ');
        Padded.append(out, utc.getHour(), 2).append(':');
        Padded.append(out, utc.getMinute(), 2).append(':');
        Padded.append(out, utc.getSecond(), 2).append('.');
        Padded.append(out, utc.getNano() / 1_000_000, 3).append('Z');
    }

    /** Parses the time at the cursor and moves it behind. */
    Instant parse(Cursor at) throws EventParseException {
        try {
            return at.peek(2) == '/' ? classic(at) : iso(at);
        } catch (DateTimeException e) {
            throw new EventParseException("the time is not one: " + e.getMessage());
        }
    }

    private Instant iso(Cursor at) throws EventParseException {
        int year = at.digits(4);
        at.expect('-');
        int month = at.twoDigits(1, 12);
        at.expect('-');
        LocalDate date = LocalDate.of(year, month, at.twoDigits(1, 31));
        if (!at.skip('T')) {
            at.expect(' ');
        }
        LocalTime time = time(at);
        return at.skip('Z') ? date.atTime(time).toInstant(ZoneOffset.UTC) : local(date, time);
    }

    private Instant classic(Cursor at) throws EventParseException {
        int month = at.twoDigits(1, 12);
        at.expect('/');
        int day = at.twoDigits(1, 31);
        at.expect(' ');
        LocalTime time = time(at);
        ZonedDateTime latest =
                ZonedDateTime.now(clock).withZoneSameInstant(zone).plusDays(1);
        for (int year = latest.getYear(); year > latest.getYear() - YEARS_TO_TRY; year--) {
            if (day == 29 && month == 2 && !java.time.Year.isLeap(year)) {
                continue;
            }
            Instant candidate = local(LocalDate.of(year, month, day), time);
            if (!candidate.isAfter(latest.toInstant())) {
                return candidate;
            }
        }
        throw new EventParseException("the time lies in no year: month " + month + ", day " + day);
    }

    private Instant local(LocalDate date, LocalTime time) {
        return date.atTime(time).atZone(zone).toInstant();
    }

    private static LocalTime time(Cursor at) throws EventParseException {
        int hour = at.twoDigits(0, 23);
        at.expect(':');
        int minute = at.twoDigits(0, 59);
        at.expect(':');
        LocalTime time = LocalTime.of(hour, minute, at.twoDigits(0, 59));
        if (!at.skip('.')) {
            return time;
        }
        return time.with(java.time.temporal.ChronoField.NANO_OF_SECOND, at.fraction())
                .truncatedTo(ChronoUnit.MILLIS);
    }
}
