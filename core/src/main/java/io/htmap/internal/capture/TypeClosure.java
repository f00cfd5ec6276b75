package io.htmap.internal.capture;

import java.lang.reflect.Field;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.MalformedParameterizedTypeException;
import java.lang.reflect.MalformedParametersException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Follows declared types, from those that a function and its inputs show to those of their fields, so that whatever an
 * honest output is made of is allowed.
 */
final class TypeClosure {
    private final Set<String> packages = new TreeSet<>();
    private final Set<String> jdkClasses = new TreeSet<>();
    private final Set<Type> seen = new HashSet<>();
    private final Deque<Type> open = new ArrayDeque<>();

    /** Adds a type with all that its declaration names. */
    TypeClosure add(@Nullable Type type) {
        enqueue(type);
        while (!open.isEmpty()) {
            follow(open.remove());
        }
        return this;
    }

    /** Adds only the package of a class, not what the class is made of. */
    TypeClosure addPackageOf(Class<?> type) {
        if (!JdkTypes.isReserved(type.getName()) && !type.isPrimitive() && !type.isArray()) {
            packages.add(type.getPackageName());
        }
        return this;
    }

    /** Adds the parameter and the result types of a method. */
    TypeClosure addSignature(Method method) {
        leniently(() -> {
            add(method.getGenericReturnType());
            Arrays.stream(method.getGenericParameterTypes()).forEach(this::add);
        });
        return this;
    }

    AllowedTypes toAllowedTypes() {
        return AllowedTypes.of(packages, jdkClasses);
    }

    private void enqueue(@Nullable Type type) {
        if (type != null && seen.add(type)) {
            open.add(type);
        }
    }

    private void follow(Type type) {
        if (type instanceof Class<?> named) {
            leniently(() -> followClass(named));
        } else if (type instanceof ParameterizedType parameterized) {
            enqueue(parameterized.getRawType());
            enqueueAll(parameterized.getActualTypeArguments());
        } else if (type instanceof GenericArrayType array) {
            enqueue(array.getGenericComponentType());
        } else if (type instanceof WildcardType wildcard) {
            enqueueAll(wildcard.getUpperBounds());
            enqueueAll(wildcard.getLowerBounds());
        } else if (type instanceof TypeVariable<?> variable) {
            leniently(() -> enqueueAll(variable.getBounds()));
        }
    }

    private void followClass(Class<?> type) {
        if (type.isArray()) {
            enqueue(type.getComponentType());
            return;
        }
        if (type.isPrimitive() || JdkTypes.isReserved(type.getName())) {
            return;
        }
        addPackageOf(type);
        addSuperclass(type);
        leniently(() -> enqueue(type.getGenericSuperclass()));
        leniently(() -> enqueueAll(type.getGenericInterfaces()));
        leniently(() -> enqueueAll(type.getTypeParameters()));
        if (type.isSealed()) {
            enqueueAll(type.getPermittedSubclasses());
        }
        for (Field field : type.getDeclaredFields()) {
            if (!Modifier.isStatic(field.getModifiers())) {
                enqueue(field.getType());
                leniently(() -> enqueue(field.getGenericType()));
            }
        }
    }

    /** An exception of the user, for one, brings the classes of the JDK that it inherits from. */
    private void addSuperclass(Class<?> type) {
        for (Class<?> above = type.getSuperclass(); above != null; above = above.getSuperclass()) {
            if (isInheritable(above)) {
                jdkClasses.add(above.getName());
            }
        }
    }

    private static boolean isInheritable(Class<?> type) {
        return JdkTypes.isJdk(type.getName())
                && !JdkTypes.isValue(type.getName())
                && Throwable.class.isAssignableFrom(type);
    }

    private void enqueueAll(Type[] types) {
        Arrays.stream(types).forEach(this::enqueue);
    }

    /** Declarations may name optional classes that are not there; such a class cannot be in an output either. */
    private static void leniently(Runnable step) {
        try {
            step.run();
        } catch (LinkageError
                | TypeNotPresentException
                | MalformedParameterizedTypeException
                | MalformedParametersException e) {
            return;
        }
    }
}
