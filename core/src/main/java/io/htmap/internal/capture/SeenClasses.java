package io.htmap.internal.capture;

import java.io.InvalidClassException;
import java.lang.invoke.SerializedLambda;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The classes and lambdas that were met while object graphs were written. Not thread-safe. */
final class SeenClasses {
    private final Map<String, Class<?>> byName = new LinkedHashMap<>();
    private final Map<List<String>, Class<?>> proxies = new LinkedHashMap<>();
    private final Map<String, SerializedLambda> lambdas = new LinkedHashMap<>();

    void add(Class<?> type) throws InvalidClassException {
        Class<?> known = byName.putIfAbsent(type.getName(), type);
        if (known != null && known != type) {
            // on the node there is one loader, and one of the two would silently be taken for the other
            throw new InvalidClassException(type.getName(), "two different classes of this name are in use");
        }
    }

    void addProxy(Class<?> proxy) throws InvalidClassException {
        proxies.putIfAbsent(namesOf(proxy.getInterfaces()), proxy);
        for (Class<?> type : proxy.getInterfaces()) {
            add(type);
        }
    }

    void addLambda(SerializedLambda lambda) {
        lambdas.putIfAbsent(
                lambda.getCapturingClass()
                        + ' '
                        + lambda.getImplClass()
                        + ' '
                        + lambda.getImplMethodName()
                        + lambda.getImplMethodSignature()
                        + lambda.getInstantiatedMethodType(),
                lambda);
    }

    @Nullable
    Class<?> find(String name) {
        return byName.get(name);
    }

    @Nullable
    Class<?> findProxy(String[] interfaces) {
        return proxies.get(List.of(interfaces));
    }

    Collection<Class<?>> classes() {
        return Collections.unmodifiableCollection(byName.values());
    }

    Collection<SerializedLambda> lambdas() {
        return Collections.unmodifiableCollection(lambdas.values());
    }

    /** Finds a class that a lambda names, through the loader of the class that made the lambda. */
    Class<?> classOf(SerializedLambda lambda, String internalName) throws ClassNotFoundException {
        String name = internalName.replace('/', '.');
        Class<?> known = byName.get(name);
        if (known != null) {
            return known;
        }
        Class<?> capturing = byName.get(lambda.getCapturingClass().replace('/', '.'));
        return Class.forName(name, false, capturing == null ? null : capturing.getClassLoader());
    }

    private static List<String> namesOf(Class<?>[] types) {
        List<String> names = new ArrayList<>(types.length);
        for (Class<?> type : types) {
            names.add(type.getName());
        }
        return names;
    }
}
