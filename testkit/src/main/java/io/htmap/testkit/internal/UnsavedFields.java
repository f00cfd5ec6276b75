package io.htmap.testkit.internal;

import java.io.Serializable;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Fields of the function's classes that are not saved with a state that holds them. */
final class UnsavedFields {
    private final @Nullable ClassLoader loader;
    private final Set<String> hints;

    UnsavedFields(@Nullable ClassLoader loader, Set<String> hints) {
        this.loader = loader;
        this.hints = hints;
    }

    /** @param name internal name of a class */
    void note(String name) {
        try {
            note(Class.forName(name.replace('/', '.'), false, loader));
        } catch (ReflectiveOperationException | LinkageError e) {
            return; // a hint less
        }
    }

    private void note(Class<?> type) {
        if (type.isEnum()) {
            own(type)
                    .filter(field -> !Modifier.isFinal(field.getModifiers()))
                    .forEach(field -> add(field, "which is not final: an enum's fields are not saved"));
        } else if (Serializable.class.isAssignableFrom(type)) {
            own(type)
                    .filter(field -> Modifier.isTransient(field.getModifiers()))
                    .forEach(field -> add(field, "which is transient: it is not saved"));
            if (!isEqualToCopies(type)
                    && Arrays.stream(type.getDeclaredFields()).anyMatch(UnsavedFields::isSingleton)) {
                hints.add(FunctionCode.simple(type.getName().replace('.', '/'))
                        + " has static instances of itself: a restored one is another object, which == tells apart");
            }
        }
    }

    private static Stream<Field> own(Class<?> type) {
        return Arrays.stream(type.getDeclaredFields())
                .filter(field -> !Modifier.isStatic(field.getModifiers()) && !field.isSynthetic());
    }

    private static boolean isSingleton(Field field) {
        return Modifier.isStatic(field.getModifiers()) && field.getType() == field.getDeclaringClass();
    }

    private static boolean isEqualToCopies(Class<?> type) {
        return Arrays.stream(type.getDeclaredMethods())
                .anyMatch(method -> method.getName().equals("equals"));
    }

    private void add(Field field, String why) {
        String owner = FunctionCode.simple(field.getDeclaringClass().getName().replace('.', '/'));
        hints.add(owner + " has the field " + field.getName() + ", " + why);
    }
}
