package io.htmap.testkit.internal;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/**
 * An object as a text: the same for all that have the same content, whatever their identity, their capacity, and the order
 * of their hash tables.
 */
final class Rendering {
    /** Nobody reads more, and objects that are shared many times could be written for ever. */
    private static final int MOST = 1 << 16;

    private final StringBuilder text = new StringBuilder();
    private final Set<Object> above = Collections.newSetFromMap(new IdentityHashMap<>());

    private Rendering() {}

    static String of(@Nullable Object value) {
        Rendering rendering = new Rendering();
        rendering.add(value);
        return rendering.text.toString();
    }

    private void add(@Nullable Object value) {
        if (value == null || text.length() > MOST) {
            text.append(value == null ? "null" : "...");
        } else if (above.add(value)) {
            addWhole(value);
            above.remove(value);
        } else {
            text.append("(itself)");
        }
    }

    private void addWhole(Object value) {
        if (value instanceof Map<?, ?> map) {
            addTexts('{', texts(map.entrySet(), map instanceof SortedMap), '}');
        } else if (value instanceof Set<?> set) {
            addTexts('[', texts(set, set instanceof SortedSet), ']');
        } else if (value instanceof Map.Entry<?, ?> entry) {
            add(entry.getKey());
            text.append('=');
            add(entry.getValue());
        } else if (value instanceof Enum<?> constant) {
            text.append(constant.name());
        } else {
            Parts.of(value).ifPresentOrElse(parts -> addParts(value, parts), () -> text.append(opaque(value)));
        }
    }

    private List<String> texts(Collection<?> elements, boolean inOrder) {
        List<String> texts = new ArrayList<>();
        for (Object element : elements) {
            Rendering one = new Rendering();
            one.above.addAll(above);
            one.add(element);
            texts.add(one.text.toString());
        }
        if (!inOrder) {
            Collections.sort(texts);
        }
        return texts;
    }

    private void addTexts(char open, List<String> texts, char close) {
        text.append(open).append(String.join(", ", texts)).append(close);
    }

    private void addParts(Object whole, Parts parts) {
        text.append(parts.isSequence() ? "" : simpleName(whole)).append('[');
        for (int i = 0; i < parts.size() && text.length() <= MOST; i++) {
            text.append(i == 0 ? "" : ", ");
            text.append(parts.isSequence() ? "" : parts.name().apply(i) + "=");
            add(parts.value().apply(i));
        }
        text.append(']');
    }

    private static String opaque(Object value) {
        String own = value.toString();
        return own.startsWith(value.getClass().getName() + "@") ? simpleName(value) : own;
    }

    private static String simpleName(Object value) {
        return value.getClass().getSimpleName();
    }
}
