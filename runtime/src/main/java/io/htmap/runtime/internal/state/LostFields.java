package io.htmap.runtime.internal.state;

import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.OutputStream;
import java.lang.reflect.Field;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds what Java serialization would drop from a state without a word: a value in one of its {@link UnwrittenFields}. */
final class LostFields extends ObjectOutputStream {
    /** So many bytes of copies are made to be looked at: a large state, or a mesh of objects, has no room for more. */
    private static final int MOST_BYTES = 4 << 20;

    private static final Object NOT_TO_BE_SEEN = new Object();

    private final Map<Class<?>, List<Field>> candidates = new HashMap<>();
    private int left = MOST_BYTES;

    private LostFields() throws IOException {
        super(OutputStream.nullOutputStream());
        enableReplaceObject(true);
    }

    /** @throws IOException when a value would be lost; the message names it */
    static void check(Object state) throws IOException {
        try (LostFields finder = new LostFields()) {
            finder.writeObject(state);
        } catch (StackOverflowError e) {
            // the codec tells that
            return;
        }
    }

    @Override
    protected Object replaceObject(Object object) throws IOException {
        List<Field> fields = candidates.computeIfAbsent(object.getClass(), UnwrittenFields::of);
        if (!fields.isEmpty()) {
            check(object, fields);
        }
        return object;
    }

    private void check(Object object, List<Field> fields) throws IOException {
        Object copy = copyOf(object);
        for (Field field : fields) {
            if (copy != null && !isSame(valueOf(object, field), valueOf(copy, field))) {
                String superclass = field.getDeclaringClass().getName();
                throw new IOException("the value of " + field.getName() + " in a state's "
                        + object.getClass().getName() + " would be lost, as " + superclass
                        + " is not serializable; make it serializable, or write the states with a codec (StateCodec)");
            }
        }
    }

    /** Returns a copy made by serialization; null if there is no room for one, or what it fails of is told elsewhere. */
    private Object copyOf(Object object) {
        if (left == 0) {
            return null;
        }
        KeptBytes bytes = new KeptBytes(left);
        JavaStateCodec<Object> codec = new JavaStateCodec<>();
        try {
            codec.write(object, bytes);
            return bytes.isWhole() ? codec.read(bytes.read()) : null;
        } catch (IOException | RuntimeException | LinkageError | StackOverflowError e) {
            return null;
        } finally {
            left = (int) Math.max(0, left - bytes.count());
        }
    }

    private static Object valueOf(Object object, Field field) {
        try {
            field.setAccessible(true);
            return field.getDeclaringClass().isInstance(object) ? field.get(object) : null;
        } catch (IllegalAccessException | InaccessibleObjectException e) {
            // what cannot be looked at is not refused: it may be well
            return null;
        }
    }

    /** A constructor that makes a value anew has lost nothing: one of equal content, or of a class that says nothing. */
    private static boolean isSame(Object mine, Object copy) {
        if (mine == null || copy == null || mine.getClass() != copy.getClass()) {
            return mine == copy;
        }
        return Objects.deepEquals(mine, copy) || !comparesByContent(mine);
    }

    private static boolean comparesByContent(Object value) {
        return value == null
                || (comparesByContent(value.getClass()) && parts(value).allMatch(LostFields::comparesByContent));
    }

    /** Returns what the comparison of a value of the platform's classes compares. */
    private static Stream<?> parts(Object value) {
        if (value instanceof Object[] array) {
            return Arrays.stream(array);
        }
        if (value instanceof Record) {
            return Arrays.stream(value.getClass().getRecordComponents()).map(component -> part(value, component));
        }
        if (value instanceof Optional<?> optional) {
            return optional.stream();
        }
        if (value instanceof Map<?, ?> map) {
            return Stream.concat(map.keySet().stream(), map.values().stream());
        }
        return value instanceof Collection<?> collection ? collection.stream() : Stream.empty();
    }

    private static Object part(Object owner, RecordComponent component) {
        try {
            component.getAccessor().setAccessible(true);
            return component.getAccessor().invoke(owner);
        } catch (ReflectiveOperationException | InaccessibleObjectException e) {
            return NOT_TO_BE_SEEN;
        }
    }

    private static boolean comparesByContent(Class<?> type) {
        try {
            return type.isArray() || type.getMethod("equals", Object.class).getDeclaringClass() != Object.class;
        } catch (NoSuchMethodException e) {
            return true;
        }
    }
}
