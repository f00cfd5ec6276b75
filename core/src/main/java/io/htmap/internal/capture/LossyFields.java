package io.htmap.internal.capture;

import io.htmap.runtime.internal.state.UnwrittenFields;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.ObjectStreamException;
import java.lang.reflect.Field;
import java.lang.reflect.InaccessibleObjectException;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Finds values that serialization drops without a word: those in {@link UnwrittenFields}. */
final class LossyFields {
    private static final ClassValue<List<Field>> CANDIDATES = new ClassValue<>() {
        @Override
        protected List<Field> computeValue(Class<?> type) {
            return UnwrittenFields.of(type);
        }
    };

    private LossyFields() {}

    /** Thrown when a value would be lost. */
    static final class LossException extends ObjectStreamException {
        private static final long serialVersionUID = 1L;

        private final transient LostField lost;

        LossException(LostField lost, String message) {
            super(message);
            this.lost = lost;
        }

        LostField lost() {
            return lost;
        }
    }

    static void check(Object object) throws LossException {
        List<Field> candidates = CANDIDATES.get(object.getClass());
        if (candidates.isEmpty()) {
            return;
        }
        Object copy = copyOf(object);
        for (Field field : candidates) {
            if (copy != null && !sameValue(valueOf(object, field), valueOf(copy, field))) {
                throw new LossException(new LostField(object, field), messageFor(object, field));
            }
        }
    }

    private static String messageFor(Object object, Field field) {
        String superclass = field.getDeclaringClass().getName();
        return "its value would be lost, as " + superclass + " is not serializable; make " + superclass
                + " serializable, or give " + object.getClass().getName() + " a writeObject and readObject for it";
    }

    /** Returns a copy made by serialization, or null if that fails: the failure itself is reported elsewhere. */
    private static @Nullable Object copyOf(Object object) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        SeenClasses seen = new SeenClasses();
        try (NotingWriter out = new NotingWriter(bytes, seen)) {
            out.writeObject(object);
            out.flush();
            return new GraphReader(new ByteArrayInputStream(bytes.toByteArray()), seen).readObject();
        } catch (IOException
                | ClassNotFoundException
                | RuntimeException
                | LinkageError
                | AssertionError
                | StackOverflowError e) {
            return null;
        }
    }

    /** Takes note of classes only, as a look for losses in here would never end. */
    private static final class NotingWriter extends ObjectOutputStream {
        private final SeenClasses seen;

        NotingWriter(ByteArrayOutputStream out, SeenClasses seen) throws IOException {
            super(out);
            this.seen = seen;
        }

        @Override
        protected void annotateClass(Class<?> type) throws IOException {
            seen.add(type);
        }

        @Override
        protected void annotateProxyClass(Class<?> type) throws IOException {
            seen.addProxy(type);
        }
    }

    private static @Nullable Object valueOf(Object object, Field field) throws LossException {
        try {
            if (!field.getDeclaringClass().isInstance(object)) {
                return null;
            }
            field.setAccessible(true);
            return field.get(object);
        } catch (IllegalAccessException | InaccessibleObjectException e) {
            throw new LossException(
                    new LostField(object, field),
                    "its value may be lost and cannot be looked at; open its package to this library, or make "
                            + field.getDeclaringClass().getName() + " serializable");
        }
    }

    /** Tells whether the no-argument constructor has made the value anew. */
    private static boolean sameValue(@Nullable Object mine, @Nullable Object copy) {
        if (mine == null || copy == null || mine.getClass() != copy.getClass()) {
            return mine == copy;
        }
        return Objects.deepEquals(mine, copy)
                || mine.getClass() == Object.class
                || sameBytes(plainBytes(mine), plainBytes(copy));
    }

    private static boolean sameBytes(byte @Nullable [] mine, byte @Nullable [] copy) {
        return mine != null && copy != null && Arrays.equals(mine, copy);
    }

    /** Returns bytes that are the same for the same state, or null for what cannot be written. */
    private static byte @Nullable [] plainBytes(Object object) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(object);
        } catch (IOException | RuntimeException | LinkageError | AssertionError | StackOverflowError e) {
            return null;
        }
        return bytes.toByteArray();
    }
}
