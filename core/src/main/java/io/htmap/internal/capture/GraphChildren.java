package io.htmap.internal.capture;

import io.htmap.runtime.internal.state.UnwrittenFields;
import java.io.Externalizable;
import java.lang.invoke.SerializedLambda;
import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** What an object would take along when it is serialized, with a name for each. */
final class GraphChildren {
    private final List<Child> children = new ArrayList<>();

    private GraphChildren() {}

    /**
     * One step of a path.
     *
     * @param label how the child hangs on its parent, as {@code Solver.socket} or {@code [3]}
     * @param value the child
     */
    record Child(String label, Object value) {}

    static List<Child> of(Object parent) {
        GraphChildren result = new GraphChildren();
        Object replacement = Lambdas.replacementOf(parent);
        if (replacement instanceof SerializedLambda lambda) {
            result.addCaptured(lambda);
        } else if (replacement != parent) {
            result.add(Names.simple(parent.getClass()) + ".writeReplace()", replacement);
        } else {
            result.addContents(parent);
        }
        return result.children;
    }

    private void addContents(Object parent) {
        if (parent instanceof Object[] array) {
            for (int i = 0; i < array.length; i++) {
                add("[" + i + "]", Array.get(array, i));
            }
            return;
        }
        addFields(parent);
        if (parent instanceof Collection<?> elements) {
            int i = 0;
            for (Object element : elements) {
                add("[" + i++ + "]", element);
            }
        } else if (parent instanceof Map<?, ?> map) {
            addEntries(map);
        } else if (parent instanceof Map.Entry<?, ?> entry) {
            add("key", entry.getKey());
            add("value", entry.getValue());
        } else if (parent instanceof AtomicReference<?> reference) {
            add("value", reference.get());
        } else if (parent instanceof Throwable throwable) {
            add("cause", throwable.getCause());
        }
    }

    private void addEntries(Map<?, ?> map) {
        int i = 0;
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            add("key " + i, entry.getKey());
            add("value of key " + keyName(entry.getKey(), i), entry.getValue());
            i++;
        }
    }

    /** Names a key by itself where that runs no code of the user, else by its position. */
    private static String keyName(@Nullable Object key, int position) {
        if (key instanceof String text && text.length() <= 40) {
            return '"' + text.replaceAll("\\p{Cntrl}", "?") + '"';
        }
        return key instanceof Integer || key instanceof Long ? key.toString() : Integer.toString(position);
    }

    private void addCaptured(SerializedLambda lambda) {
        String of = " of the " + Lambdas.describe(lambda);
        for (int i = 0; i < lambda.getCapturedArgCount(); i++) {
            boolean receiver = i == 0 && Lambdas.capturesThis(lambda);
            add((receiver ? "captured this" : "captured argument " + i) + of, lambda.getCapturedArg(i));
        }
    }

    private void addFields(Object parent) {
        for (Class<?> type = parent.getClass();
                type != null && !JdkTypes.isJdk(type.getName());
                type = type.getSuperclass()) {
            boolean transientToo = parent instanceof Externalizable || UnwrittenFields.writesItself(type);
            for (Field field : type.getDeclaredFields()) {
                if (travels(field, transientToo)) {
                    addField(parent, field);
                }
            }
        }
    }

    private static boolean travels(Field field, boolean transientToo) {
        return !Modifier.isStatic(field.getModifiers())
                && !field.getType().isPrimitive()
                && (transientToo || !Modifier.isTransient(field.getModifiers()));
    }

    private void addField(Object parent, Field field) {
        try {
            field.setAccessible(true);
            add(labelOf(field), field.get(parent));
        } catch (IllegalAccessException | InaccessibleObjectException e) {
            // a field that cannot be looked at ends the path one step earlier
            return;
        }
    }

    static String labelOf(Field field) {
        return Names.simple(field.getDeclaringClass()) + "." + field.getName();
    }

    private void add(String label, @Nullable Object value) {
        if (value != null) {
            children.add(new Child(label, value));
        }
    }
}
