package io.htmap.testkit.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Results are compared by what is in them. */
class ComparisonTest {
    record Fit(String model, double[] params) implements Serializable {}

    /** Has no equals. */
    static class Tally implements Serializable {
        final Map<String, Integer> counts = new HashMap<>();
        final List<Object> names = new ArrayList<>();
        int last;
    }

    /** Has fields that lie in a class above it. */
    static final class Named extends Tally {
        Tally self = this;
    }

    /** Holds what the JDK does not show. */
    static final class Opaque implements Serializable {
        final AtomicLong count;
        final Random random;
        final StringBuilder text = new StringBuilder("a");
        final transient Object lock = new Object();

        Opaque(long count, long seed) {
            this.count = new AtomicLong(count);
            this.random = new Random(seed);
        }
    }

    @Test
    void recordsThatHoldArraysAreTheSameByTheirComponents() throws Exception {
        List<Fit> right = List.of(fit(1.5, Double.NaN), fit(2.5));
        List<Fit> found = new ArrayList<>(List.of(fit(1.5, Double.NaN), fit(2.5)));

        assertThat(difference(right, found)).isNull();
    }

    @Test
    void aDifferenceIsNamedByItsPath() throws Exception {
        assertThat(difference(List.of(fit(0), fit(1, 2.5)), List.of(fit(0), fit(1, 1.5))))
                .isEqualTo("result[1].params[1]: 1.5 instead of 2.5");
        assertThat(difference(List.of(fit(0), fit(1, 2)), List.of(fit(0), fit(1))))
                .isEqualTo("result[1].params: 1 elements instead of 2");
        assertThat(difference(fit(-0.0), fit(0.0))).isEqualTo("result.params[0]: 0.0 instead of -0.0");
        assertThat(difference(1, null)).isEqualTo("result: null instead of 1");
        assertThat(difference(new Object[] {1}, new Object[] {1L}))
                .isEqualTo("result[0]: 1 (java.lang.Long) instead of 1 (java.lang.Integer)");
    }

    @Test
    void objectsWithoutEqualsAreTheSameByTheirFields() throws Exception {
        Tally right = tally(16);
        Tally found = tally(1 << 10);
        found.names.set(0, new StringBuilder("same").toString());
        assertThat(difference(right, found)).isNull();

        found.counts.put("k2", 7);
        assertThat(difference(right, found)).isEqualTo("result.counts[k2]: 7 instead of 2");
    }

    @Test
    void fieldsOfClassesAboveCountAndAnObjectMayHoldItself() throws Exception {
        Named right = new Named();
        Named found = new Named();
        right.names.add(right);
        found.names.add(found);
        assertThat(difference(right, found)).isNull();

        found.last = 3;
        assertThat(difference(right, found)).isEqualTo("result.last: 3 instead of 0");
    }

    @Test
    void setsAndMapsAreTheSameInAnyOrder() throws Exception {
        Set<Fit> right =
                new HashSet<>(IntStream.range(0, 50).mapToObj(i -> fit(i)).toList());
        Set<Fit> found =
                new HashSet<>(IntStream.range(0, 50).mapToObj(i -> fit(i)).toList());
        assertThat(difference(right, found)).isNull();
        found.remove(found.iterator().next());
        assertThat(difference(right, found)).startsWith("result: lacks Fit[model=gauss, params=[");

        Map<String, int[]> map = new LinkedHashMap<>();
        map.put("b", new int[] {2});
        map.put("a", new int[] {1});
        assertThat(difference(map, Map.of("a", new int[] {1}, "b", new int[] {2})))
                .isNull();
        assertThat(difference(map, Map.of("a", new int[] {1}, "c", new int[] {2})))
                .isEqualTo("result: has c instead of b");
        assertThat(difference(map, Map.of("a", new int[] {1}, "b", new int[] {3})))
                .isEqualTo("result[b][0]: 3 instead of 2");
    }

    @Test
    void queuesAreTheSameInTheirOrder() throws Exception {
        assertThat(difference(new ArrayDeque<>(List.of(1, 2)), new ArrayDeque<>(List.of(1, 2))))
                .isNull();
        assertThat(difference(new ArrayDeque<>(List.of(1, 2)), new ArrayDeque<>(List.of(2, 1))))
                .isEqualTo("result[0]: 2 instead of 1");
    }

    @Test
    void whatTheJdkDoesNotShowIsTheSameByItsBytesOrItsText() throws Exception {
        Opaque found = new Opaque(3, 7);
        found.text.ensureCapacity(1000);
        assertThat(difference(new Opaque(3, 7), found)).isNull();

        assertThat(difference(new Opaque(3, 7), new Opaque(4, 7))).isEqualTo("result.count: 4 instead of 3");
        assertThat(difference(new Opaque(3, 7), new Opaque(3, 8))).isEqualTo("result.random: Random instead of Random");
        found.text.append('b');
        assertThat(difference(new Opaque(3, 7), found)).isEqualTo("result.text: ab instead of a");
    }

    @Test
    void aComparisonOfTheTestsOwnDecides() throws Exception {
        Sameness byLength = new Sameness((one, other) -> ((double[]) one).length == ((double[]) other).length);

        assertThat(byLength.difference(bytes(new double[] {1}), bytes(new double[] {2})))
                .isEmpty();
        assertThat(byLength.difference(bytes(new double[] {1}), bytes(new double[] {1, 2})))
                .contains("result: 2 elements instead of 1");
        assertThat(new Sameness((one, other) -> false).difference(bytes(1), bytes(1)))
                .isPresent();
    }

    @Test
    void textsShowNoIdentities() throws Exception {
        assertThat(Sameness.show(bytes(List.of(fit(1, 2))))).isEqualTo("[Fit[model=gauss, params=[1.0, 2.0]]]");
        assertThat(Sameness.show(bytes(new int[][] {{1}, {}}))).isEqualTo("[[1], []]");
        assertThat(Sameness.show(bytes(tally(16)))).isEqualTo("Tally[counts={k1=1, k2=2}, names=[same, same], last=0]");
    }

    private static Fit fit(double... params) {
        return new Fit("gauss", params);
    }

    private static Tally tally(int capacity) {
        Tally tally = new Tally();
        for (int i = 0; i < capacity; i++) {
            tally.counts.put("k" + i, i);
        }
        tally.counts.keySet().retainAll(Set.of("k1", "k2"));
        tally.names.addAll(Arrays.asList("same", "same"));
        return tally;
    }

    /** Returns how the second one differs once both have been read back, or null when it does not. */
    private static String difference(Object right, Object found) throws IOException {
        return new Sameness(null).difference(bytes(right), bytes(found)).orElse(null);
    }

    private static byte[] bytes(Object object) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(object);
        }
        return bytes.toByteArray();
    }
}
