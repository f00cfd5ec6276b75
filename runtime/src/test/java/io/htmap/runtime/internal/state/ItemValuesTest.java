package io.htmap.runtime.internal.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.Period;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ItemValuesTest {
    private static final LocalDate DAY = LocalDate.of(2026, 2, 28);

    private record Case(String name, LocalDate day, List<Integer> seeds) {}

    private record Holder(Object held) {
        /** Not by value, nor asked for. */
        @Override
        public String toString() {
            return "holder@" + System.nanoTime();
        }
    }

    /** Each is made twice. */
    static Stream<List<Object>> values() {
        return Stream.of(
                List.of(DAY, LocalDate.of(2026, 3, 1)),
                List.of(DAY.atTime(1, 2), LocalDateTime.of(2026, 3, 1, 1, 2)),
                List.of(Instant.ofEpochSecond(1), Instant.ofEpochSecond(2)),
                List.of(Duration.ofSeconds(1), Duration.ofSeconds(2)),
                List.of(Period.ofDays(1), Period.ofDays(2)),
                List.of(YearMonth.of(2026, 1), YearMonth.of(2026, 2)),
                List.of(ZonedDateTime.of(2026, 1, 1, 1, 1, 1, 1, ZoneId.of("UTC")), ZoneId.of("Europe/Paris")),
                List.of(new UUID(1, 2), new UUID(1, 3)),
                List.of(Path.of("in", "a"), Path.of("in", "b")),
                List.of(Path.of("/data/a"), new File("/data/b")),
                List.of(Optional.of(1), Optional.empty()),
                List.of(List.of(1, DAY), List.of(2, DAY)),
                List.of(List.of(List.of(1), List.of(2)), List.of(List.of(1, 2), List.of())),
                List.of(new Case("a", DAY, List.of(1)), new Case("a", DAY, List.of(2))),
                List.of(new Holder(TimeUnit.DAYS), new Holder("a")));
    }

    /** As layers of records that share their parts; without a limit it would be looked at for years. */
    @Test
    void ofAnItemWithVeryManyValuesTheFirstCount() {
        List<?> layers = List.of(1);
        List<?> others = List.of(2);
        for (int i = 0; i < 6; i++) {
            layers = Collections.nCopies(100, layers);
            others = Collections.nCopies(100, others);
        }

        assertThat(ItemValues.checksum(List.of(layers, 1)))
                .isEqualTo(ItemValues.checksum(List.of(layers, 1)))
                .isNotEqualTo(ItemValues.checksum(List.of(others, 1)))
                .isNotEqualTo(ItemValues.checksum(List.of(layers, 2)));
    }

    @ParameterizedTest
    @MethodSource("values")
    void ofValuesTheListsAreToldApart(List<Object> two) {
        List<Object> others = new ArrayList<>(two);
        Collections.reverse(others);

        assertThat(ItemValues.checksum(two))
                .isNotNull()
                .isEqualTo(ItemValues.checksum(new ArrayList<>(two)))
                .isNotEqualTo(ItemValues.checksum(others));
    }

    @Test
    void equalItemsOfTwoAttemptsHaveTheSameChecksum() {
        assertThat(ItemValues.checksum(List.of(new Holder(new Case(new String("a"), DAY, List.of(1))))))
                .isEqualTo(ItemValues.checksum(List.of(
                        new Holder(new Case("a", LocalDate.parse("2026-02-28"), new ArrayList<>(List.of(1)))))));
    }

    @Test
    void whatMayDifferFromAttemptToAttemptHasNone() {
        Path work = Path.of("").toAbsolutePath();
        assertNone(work.resolve("in/a"));
        assertNone(work.resolve("../tmp/a"));
        assertNone(work.resolve("a").toFile());
        assertNone(Path.of(System.getProperty("java.io.tmpdir"), "a"));
        assertNone(new Object());
        assertNone(new int[] {1});
        assertNone(java.util.Set.of("a"));
        assertNone(new Holder(new Object()));
        assertNone(new Case("a", DAY, null), new Holder(work));
        assertNone(Optional.of(List.of(new Object())));
    }

    @Test
    void aListThatContainsItselfHasNone() {
        List<Object> itself = new ArrayList<>();
        itself.add(itself);
        assertNone(itself);
    }

    @Test
    void ofALongListThatIsAnItemOnlyTheBeginningIsLookedAt() {
        List<Object> numbers = new ArrayList<>(Collections.nCopies(200, 1));
        List<Object> others = new ArrayList<>(numbers);
        others.set(150, new Object());

        assertThat(ItemValues.checksum(List.of(numbers))).isEqualTo(ItemValues.checksum(List.of(others)));
        others.remove(150);
        assertThat(ItemValues.checksum(List.of(numbers))).isNotEqualTo(ItemValues.checksum(List.of(others)));
    }

    private static void assertNone(Object... items) {
        assertThat(ItemValues.checksum(List.of(items))).isNull();
    }
}
