package io.htmap.runtime.internal.state;

import java.io.Externalizable;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * What Java serialization does not write of a class without a word: the fields of a superclass that is not serializable, which
 * its no-argument constructor sets on reading.
 */
public final class UnwrittenFields {
    private UnwrittenFields() {}

    /** Returns the fields of a class that are not written, if it does not see to its writing itself. */
    public static List<Field> of(Class<?> type) {
        if (Externalizable.class.isAssignableFrom(type)) {
            return List.of();
        }
        Class<?> level = type;
        for (; level != null && Serializable.class.isAssignableFrom(level); level = level.getSuperclass()) {
            if (writesItself(level)) {
                return List.of();
            }
        }
        return level == type ? List.of() : declaredFrom(level);
    }

    private static List<Field> declaredFrom(Class<?> superclass) {
        return Stream.<Class<?>>iterate(superclass, level -> !isOfThePlatform(level), Class::getSuperclass)
                .flatMap(level -> Arrays.stream(level.getDeclaredFields()))
                .filter(UnwrittenFields::isState)
                .toList();
    }

    /** Returns whether a class itself, not one that it extends, has a {@code writeObject} of its own. */
    public static boolean writesItself(Class<?> type) {
        try {
            return type.getDeclaredMethod("writeObject", ObjectOutputStream.class) != null;
        } catch (NoSuchMethodException e) {
            return false;
        }
    }

    private static boolean isOfThePlatform(Class<?> type) {
        return type.getClassLoader() == null || type.getClassLoader() == ClassLoader.getPlatformClassLoader();
    }

    private static boolean isState(Field field) {
        return (field.getModifiers() & (Modifier.STATIC | Modifier.TRANSIENT)) == 0;
    }
}
