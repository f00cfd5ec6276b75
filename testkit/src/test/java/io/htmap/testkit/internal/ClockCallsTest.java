package io.htmap.testkit.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.InputStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** A class whose calls for the time are led elsewhere still works, and sees another time. */
class ClockCallsTest {
    private static final Duration AHEAD = Duration.ofHours(31);

    /** Asks for the time in each way; holds constants of all kinds. */
    public static final class Asking implements Supplier<List<Object>> {
        @Override
        public List<Object> get() {
            Supplier<Instant> reference = Instant::now;
            long wide = 1L << 40;
            double real = 2.5 * wide;
            System.out.flush();
            return List.of(
                    System.currentTimeMillis(),
                    System.nanoTime(),
                    reference.get(),
                    LocalDateTime.now(),
                    Clock.systemUTC().instant(),
                    "wide " + wide + real);
        }
    }

    private static final class Nothing {}

    @Test
    void aClassSeesATimeThatIsAhead() throws Exception {
        AheadClock.set(AHEAD.toMillis());
        List<Object> now = new Asking().get();
        List<Object> later = redirected();

        assertThat((long) later.get(0) - (long) now.get(0)).isCloseTo(AHEAD.toMillis(), within(60_000L));
        assertThat((long) later.get(1) - (long) now.get(1)).isGreaterThanOrEqualTo(AHEAD.toNanos());
        assertThat((Instant) later.get(2)).isCloseTo(Instant.now().plus(AHEAD), within(60, ChronoUnit.SECONDS));
        assertThat((LocalDateTime) later.get(3))
                .isCloseTo(LocalDateTime.now().plus(AHEAD), within(60, ChronoUnit.SECONDS));
        assertThat((Instant) later.get(4)).isCloseTo(Instant.now().plus(AHEAD), within(60, ChronoUnit.SECONDS));
        assertThat(later.get(5)).isEqualTo(now.get(5));
    }

    @Test
    void aClassThatAsksForNoTimeStaysAsItIs() throws Exception {
        assertThat(ClockCalls.redirected(bytes(Nothing.class))).isNull();
    }

    @SuppressWarnings("unchecked")
    private static List<Object> redirected() throws Exception {
        byte[] changed = ClockCalls.redirected(bytes(Asking.class));
        Class<?> type = new ClassLoader(ClockCallsTest.class.getClassLoader()) {
            Class<?> define() {
                return defineClass(null, changed, 0, changed.length);
            }
        }.define();
        return ((Supplier<List<Object>>) type.getConstructor().newInstance()).get();
    }

    private static byte[] bytes(Class<?> type) throws Exception {
        try (InputStream in = type.getResourceAsStream("/" + type.getName().replace('.', '/') + ".class")) {
            return in.readAllBytes();
        }
    }
}
