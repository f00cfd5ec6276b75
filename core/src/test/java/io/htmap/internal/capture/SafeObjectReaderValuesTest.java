package io.htmap.internal.capture;

import static org.assertj.core.api.Assertions.assertThat;

import example.capture.Functions;
import example.capture.far.Oops;
import java.io.File;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.net.URI;
import java.sql.Timestamp;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.time.chrono.HijrahDate;
import java.time.chrono.JapaneseDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Calendar;
import java.util.Collections;
import java.util.Comparator;
import java.util.Date;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.GregorianCalendar;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Hashtable;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.Set;
import java.util.SimpleTimeZone;
import java.util.TimeZone;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.Vector;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.LinkedTransferQueue;
import java.util.concurrent.PriorityBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What outputs may hold comes through as it was. */
class SafeObjectReaderValuesTest extends ReaderFixture {
    static List<Object> honest() {
        return List.of(
                true,
                (byte) 1,
                'c',
                (short) 2,
                3,
                4L,
                5f,
                6d,
                "text",
                BigInteger.TEN.pow(50),
                new BigDecimal("1.50"),
                RoundingMode.UP,
                Duration.ofSeconds(3),
                Instant.EPOCH,
                LocalDate.of(2024, 2, 29),
                ZonedDateTime.parse("2024-02-29T10:00+01:00[Europe/Paris]"),
                DayOfWeek.FRIDAY,
                JapaneseDate.of(2024, 2, 29),
                HijrahDate.now(),
                new GregorianCalendar(2024, Calendar.FEBRUARY, 29),
                TimeZone.getTimeZone("Europe/Paris"),
                new SimpleTimeZone(3600000, "mine"),
                new Timestamp(5),
                ChronoUnit.DAYS,
                UUID.fromString("00000000-0000-0001-0000-000000000002"),
                URI.create("http://a/b"),
                new File("a"),
                Locale.FRANCE,
                new Date(5),
                TimeUnit.DAYS,
                BitSet.valueOf(new long[] {5, 9}),
                List.of(),
                List.of(1),
                List.of(1, 2, 3),
                Set.of(1, 2, 3),
                Map.of(1, 2),
                Map.of(1, 2, 3, 4),
                Arrays.asList(1, 2),
                new ArrayList<>(List.of(1, 2)),
                new LinkedList<>(List.of(1, 2)),
                new Vector<>(List.of(1, 2)),
                new HashMap<>(Map.of("a", List.of(1))),
                new LinkedHashMap<>(Map.of("a", 1)),
                new TreeMap<>(Map.of("a", 1)),
                new TreeMap<>(Map.of("a", 1, "b", 2)).headMap("b", true),
                new TreeMap<>(Map.of("a", 1, "b", 2)).descendingMap(),
                new Hashtable<>(Map.of("a", 1)),
                new ConcurrentHashMap<>(Map.of("a", 1)),
                new HashSet<>(Set.of(1, 2)),
                new CopyOnWriteArrayList<>(List.of(1)),
                new EnumMap<>(Map.of(DayOfWeek.MONDAY, 1)),
                EnumSet.of(DayOfWeek.MONDAY),
                Collections.unmodifiableList(new ArrayList<>(List.of(1))),
                Collections.unmodifiableMap(new TreeMap<>(Map.of(1, 2))),
                Collections.unmodifiableSet(new HashSet<>(Set.of(1))),
                Collections.synchronizedMap(new HashMap<>(Map.of(1, 2))),
                Collections.emptyList(),
                Collections.emptyMap(),
                Collections.singleton(1),
                Collections.singletonList(1),
                Collections.nCopies(3, "x"),
                Map.Entry.class,
                Functions.Scale.class,
                int.class,
                new Functions.Point(1, List.of(2)),
                sorted(Comparator.reverseOrder()),
                sorted(String.CASE_INSENSITIVE_ORDER),
                new example.capture.Solver.Anything(null));
    }

    private static TreeSet<String> sorted(Comparator<String> comparator) {
        TreeSet<String> set = new TreeSet<>(comparator);
        set.addAll(List.of("a", "b"));
        return set;
    }

    @ParameterizedTest
    @MethodSource("honest")
    void valuesAndCollectionsComeThrough(Object value) {
        assertThat(read(bytesOf(value))).isEqualTo(value);
    }

    @Test
    void whatHasNoEqualsComesThroughToo() {
        assertThat(read(bytesOf(new double[][] {{1, 2}, {}}))).isEqualTo(new double[][] {{1, 2}, {}});
        assertThat(read(bytesOf(new Functions.Point[] {new Functions.Point(1, List.of())})))
                .isEqualTo(new Functions.Point[] {new Functions.Point(1, List.of())});
        assertThat(((ArrayDeque<?>) read(bytesOf(new ArrayDeque<>(List.of(1, 2))))).peekLast())
                .isEqualTo(2);
        assertThat(((PriorityQueue<?>) read(bytesOf(new PriorityQueue<>(List.of(2, 1))))).peek())
                .isEqualTo(1);
        for (Queue<Integer> queue : List.of(
                new ArrayBlockingQueue<Integer>(3),
                new LinkedBlockingQueue<Integer>(),
                new LinkedBlockingDeque<Integer>(),
                new LinkedTransferQueue<Integer>(),
                new PriorityBlockingQueue<Integer>())) {
            queue.addAll(List.of(1, 2));
            assertThat((Queue<?>) read(bytesOf(queue)))
                    .as("%s", queue.getClass())
                    .hasToString("[1, 2]");
        }
        assertThat(((Pattern) read(bytesOf(Pattern.compile("a+")))).pattern()).isEqualTo("a+");
        assertThat(((AtomicLong) read(bytesOf(new AtomicLong(7)))).get()).isEqualTo(7);
        assertThat(((IdentityHashMap<?, ?>) read(bytesOf(new IdentityHashMap<>(Map.of("a", 2))))).size())
                .isEqualTo(1);
        assertThat(read(bytesOf(null))).isNull();
    }

    @Test
    void anExceptionOfTheUsersComesThroughWithItsCause() {
        AllowedTypes types = ALLOWED.plus(List.of("example.capture.far"));
        Oops oops = new Oops("oops");
        oops.initCause(new Oops("deeper"));
        Object copy = SafeObjectReader.read("output 1", bytesOf(oops), types, LOADER);
        assertThat((Throwable) copy).hasMessage("oops").hasCauseInstanceOf(Oops.class);
    }

    static List<Throwable> thrown() {
        return List.of(
                new IllegalStateException("oops", new IOException("deeper")),
                new UncheckedIOException(new FileNotFoundException("oops")),
                new ExecutionException("oops", new ArrayIndexOutOfBoundsException("oops")),
                new OutOfMemoryError("oops"),
                new AssertionError("oops"),
                new NoSuchElementException("oops"));
    }

    @ParameterizedTest
    @MethodSource("thrown")
    void exceptionsOfTheJdkComeThrough(Throwable value) {
        value.addSuppressed(new NumberFormatException("beside"));

        Throwable copy = (Throwable) read(bytesOf(value));

        assertThat(copy).hasSameClassAs(value).hasMessage(value.getMessage());
        assertThat(copy.getSuppressed()[0]).isInstanceOf(NumberFormatException.class);
        assertThat(copy.getStackTrace()).isEqualTo(value.getStackTrace());
        assertThat(String.valueOf(copy.getCause())).isEqualTo(String.valueOf(value.getCause()));
    }

    @Test
    void bigCollectionsFitIntoTheLimits() {
        Map<Object, Object> wide = new HashMap<>(16, 0.25f);
        for (int i = 0; i < 100_000; i++) {
            wide.put((byte) i + "" + (char) ('a' + i % 26) + i, null);
        }
        assertThat(read(bytesOf(wide))).isEqualTo(wide);
        Map<Object, Object> tiny = new HashMap<>(16, 0.25f);
        for (int i = 0; i < 256; i++) {
            tiny.put((byte) i, null);
        }
        assertThat(read(bytesOf(tiny))).isEqualTo(tiny);
    }
}
