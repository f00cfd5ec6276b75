package io.htmap.testkit.internal;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Where two objects differ in their content. Objects that are equal are the same; others are looked into. Which of their
 * parts are one and the same object, and how large their tables are, does not count: a restored state has forgotten it.
 */
final class Comparison {
    private static final int LONGEST_KEY = 40;
    private static final int LONGEST_VALUE = 80;

    /** Two objects that are compared, or have been: an object may hold itself. */
    private record Pair(Object one, Object other) {
        @Override
        public boolean equals(@Nullable Object object) {
            return object instanceof Pair pair && pair.one == one && pair.other == other;
        }

        @Override
        public int hashCode() {
            return 31 * System.identityHashCode(one) + System.identityHashCode(other);
        }
    }

    private final Set<Pair> seen = new HashSet<>();

    private Comparison() {}

    /**
     * Returns the first difference, in one line for people: a path and what is there, such as
     * {@code result[3].params[1]: 1.5 instead of 2.5}.
     *
     * @param right what ought to be
     */
    static Optional<String> difference(@Nullable Object right, @Nullable Object found) {
        return new Comparison().compare("result", right, found);
    }

    private Optional<String> compare(String path, @Nullable Object one, @Nullable Object other) {
        if (Objects.deepEquals(one, other)) {
            return Optional.empty();
        }
        if (one == null || other == null) {
            return different(path, one, other);
        }
        return seen.add(new Pair(one, other)) ? compareWholes(path, one, other) : Optional.empty();
    }

    private Optional<String> compareWholes(String path, Object one, Object other) {
        if (one instanceof Map<?, ?> map && other instanceof Map<?, ?> otherMap) {
            return compareByKey(path, byText(map), byText(otherMap));
        }
        if (one instanceof Set<?> set && other instanceof Set<?> otherSet) {
            return compareByKey(path, byText(set), byText(otherSet));
        }
        boolean lists = one instanceof List<?> && other instanceof List<?>;
        if (!lists && one.getClass() != other.getClass()) {
            return Optional.of(
                    path + ": " + excerpt(other, one) + " (" + other.getClass().getName() + ") instead of "
                            + excerpt(one, other) + " (" + one.getClass().getName() + ")");
        }
        Optional<Parts> parts = one instanceof Enum<?> ? Optional.empty() : Parts.of(one);
        return parts.isPresent()
                ? compareParts(path, parts.get(), Parts.of(other).orElseThrow())
                : compareOpaque(path, one, other);
    }

    private Optional<String> compareParts(String path, Parts one, Parts other) {
        if (one.size() != other.size()) {
            return Optional.of(path + ": " + other.size() + " elements instead of " + one.size());
        }
        Optional<String> difference = Optional.empty();
        for (int i = 0; i < one.size() && difference.isEmpty(); i++) {
            String step = (one.isSequence() ? "" : ".") + one.name().apply(i);
            difference =
                    compare(path + step, one.value().apply(i), other.value().apply(i));
        }
        return difference;
    }

    private Optional<String> compareByKey(
            String path, SortedMap<String, @Nullable Object> one, SortedMap<String, @Nullable Object> other) {
        String lacking = firstWithout(one, other);
        String added = firstWithout(other, one);
        if (lacking != null || added != null) {
            return Optional.of(path + ": " + (added == null ? "lacks " + lacking : "has " + added)
                    + (added != null && lacking != null ? " instead of " + lacking : ""));
        }
        Optional<String> difference = Optional.empty();
        for (String key : one.keySet()) {
            if (difference.isEmpty()) {
                difference = compare(path + "[" + cut(key, LONGEST_KEY) + "]", one.get(key), other.get(key));
            }
        }
        return difference;
    }

    private static @Nullable String firstWithout(SortedMap<String, ?> keys, SortedMap<String, ?> others) {
        return keys.keySet().stream()
                .filter(key -> !others.containsKey(key))
                .map(key -> cut(key, LONGEST_VALUE))
                .findFirst()
                .orElse(null);
    }

    private static SortedMap<String, @Nullable Object> byText(Map<?, ?> map) {
        SortedMap<String, @Nullable Object> byText = new TreeMap<>();
        map.forEach((key, value) -> put(byText, key, value));
        return byText;
    }

    private static SortedMap<String, @Nullable Object> byText(Collection<?> elements) {
        SortedMap<String, @Nullable Object> byText = new TreeMap<>();
        elements.forEach(element -> put(byText, element, element));
        return byText;
    }

    /** Keys without an order are told by their texts; those with the same text are as good as each other. */
    private static void put(SortedMap<String, @Nullable Object> byText, @Nullable Object key, @Nullable Object value) {
        String text = Rendering.of(key);
        String free = text;
        for (int i = 2; byText.containsKey(free); i++) {
            free = text + " (" + i + ")";
        }
        byText.put(free, value);
    }

    private static Optional<String> compareOpaque(String path, Object one, Object other) {
        boolean sameText = one instanceof CharSequence && one.toString().contentEquals((CharSequence) other);
        return sameText || sameBytes(one, other) ? Optional.empty() : different(path, one, other);
    }

    /** What cannot be serialized has not come with the result: its class makes it anew when it is read. */
    private static boolean sameBytes(Object one, Object other) {
        try {
            return Arrays.equals(bytes(one), bytes(other));
        } catch (IOException e) {
            return true;
        }
    }

    private static byte[] bytes(Object object) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(object);
        }
        return bytes.toByteArray();
    }

    private static Optional<String> different(String path, @Nullable Object one, @Nullable Object other) {
        return Optional.of(path + ": " + excerpt(other, one) + " instead of " + excerpt(one, other));
    }

    private static String excerpt(@Nullable Object object, @Nullable Object other) {
        return Excerpt.of(Rendering.of(object), Rendering.of(other));
    }

    private static String cut(String text, int longest) {
        String line = text.replace("\n", "\\n");
        return line.length() <= longest ? line : line.substring(0, longest) + "...";
    }
}
