package io.htmap.testkit.internal;

import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * What an object is made of, as far as its order means something: elements, or fields.
 *
 * @param isSequence whether the parts are elements, whose names are their places
 * @param name name of a part, as it stands in a path
 * @param value a part
 */
record Parts(int size, boolean isSequence, IntFunction<String> name, IntFunction<@Nullable Object> value) {
    /** Returns the parts, or nothing for an object that cannot be looked into. */
    static Optional<Parts> of(Object whole) {
        if (whole.getClass().isArray()) {
            return Optional.of(sequence(Array.getLength(whole), i -> Array.get(whole, i)));
        }
        if (whole instanceof Collection<?> collection) {
            Object[] elements = collection.toArray();
            return Optional.of(sequence(elements.length, i -> elements[i]));
        }
        if (whole instanceof Map.Entry<?, ?> entry) {
            return Optional.of(new Parts(
                    2, false, i -> i == 0 ? "key" : "value", i -> i == 0 ? entry.getKey() : entry.getValue()));
        }
        return fields(whole.getClass())
                .map(fields ->
                        new Parts(fields.size(), false, i -> fields.get(i).getName(), i -> read(fields.get(i), whole)));
    }

    private static Parts sequence(int size, IntFunction<@Nullable Object> value) {
        return new Parts(size, true, i -> "[" + i + "]", value);
    }

    /** Those of the JDK's classes are not ours to read, and would say little. */
    private static Optional<List<Field>> fields(Class<?> type) {
        List<Field> fields = new ArrayList<>();
        for (Class<?> each = type; each != null; each = each.getSuperclass()) {
            List<Field> own = Arrays.stream(each.getDeclaredFields())
                    .filter(field -> !Modifier.isStatic(field.getModifiers()))
                    .toList();
            if (!own.isEmpty() && (isOfTheJdk(each) || !areReadable(own))) {
                return Optional.empty();
            }
            fields.addAll(0, own);
        }
        return isOfTheJdk(type) ? Optional.empty() : Optional.of(fields);
    }

    private static boolean isOfTheJdk(Class<?> type) {
        ClassLoader loader = type.getClassLoader();
        return loader == null || loader == ClassLoader.getPlatformClassLoader();
    }

    private static boolean areReadable(List<Field> fields) {
        try {
            fields.forEach(field -> field.setAccessible(true));
            return true;
        } catch (InaccessibleObjectException e) {
            return false; // in a module that is not open to us
        }
    }

    private static @Nullable Object read(Field field, Object whole) {
        try {
            return field.get(whole);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(field + " was made accessible, and is not", e);
        }
    }
}
