package io.htmap.testkit.internal;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.concurrent.TimeUnit;

/** What calls for the time lead to in a process whose clock is ahead. Each method is named after what it stands for. */
public final class AheadClock {
    private static volatile long aheadMillis;

    private AheadClock() {}

    static void set(long millis) {
        aheadMillis = millis;
    }

    public static long currentTimeMillis() {
        return System.currentTimeMillis() + aheadMillis;
    }

    public static long nanoTime() {
        return System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(aheadMillis);
    }

    public static Instant instantNow() {
        return Instant.now(systemUTC());
    }

    public static LocalDate localDateNow() {
        return LocalDate.now(systemDefaultZone());
    }

    public static LocalTime localTimeNow() {
        return LocalTime.now(systemDefaultZone());
    }

    public static LocalDateTime localDateTimeNow() {
        return LocalDateTime.now(systemDefaultZone());
    }

    public static ZonedDateTime zonedDateTimeNow() {
        return ZonedDateTime.now(systemDefaultZone());
    }

    public static OffsetDateTime offsetDateTimeNow() {
        return OffsetDateTime.now(systemDefaultZone());
    }

    public static Clock systemUTC() {
        return Clock.offset(Clock.systemUTC(), ahead());
    }

    public static Clock systemDefaultZone() {
        return Clock.offset(Clock.systemDefaultZone(), ahead());
    }

    public static Clock system(ZoneId zone) {
        return Clock.offset(Clock.system(zone), ahead());
    }

    private static Duration ahead() {
        return Duration.ofMillis(aheadMillis);
    }
}
