package io.htmap.internal.capture;

import io.htmap.UnserializableException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds, after a value has failed to serialize, the path of fields to the part that is to blame: descends into the parts
 * that fail by themselves, until none does. Works for anything that serialization may run into, as it asks serialization
 * itself.
 */
final class CulpritFinder {
    private final Set<Object> visited = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Set<Object> inProgress = Collections.newSetFromMap(new IdentityHashMap<>());

    private CulpritFinder() {}

    private record Culprit(List<String> path, Object value, Fault fault) {
        Culprit step(GraphChildren.Child child, Fault childFault) {
            List<String> longer = new ArrayList<>(path);
            longer.add(child.label());
            return new Culprit(longer, child.value(), childFault);
        }
    }

    /**
     * Makes the exception that names the culprit.
     *
     * @param rootName what failed, as {@code input 3}
     * @param root the value that failed
     * @param fault how it failed
     */
    static UnserializableException blame(String rootName, Object root, Fault fault) {
        Culprit atRoot = new Culprit(List.of(rootName), root, fault);
        if (fault.isTooDeep()) {
            return exceptionFor(atRoot);
        }
        Culprit found = null;
        try {
            found = new CulpritFinder().search(atRoot);
        } catch (StackOverflowError tooDeep) {
            fault.addSuppressed(tooDeep);
        }
        return exceptionFor(found == null ? atRoot : found);
    }

    /** Returns null when what fails in here is only a way back to an object that is still being searched. */
    private @Nullable Culprit search(Culprit suspect) {
        if (isGuiltyByItself(suspect)) {
            return suspect;
        }
        visited.add(suspect.value);
        inProgress.add(suspect.value);
        boolean leadsBack = false;
        for (GraphChildren.Child child : GraphChildren.of(suspect.value)) {
            if (visited.contains(child.value())) {
                leadsBack |= inProgress.contains(child.value());
                continue;
            }
            Fault fault = GraphCodec.faultOf(child.value());
            Culprit found = fault == null ? null : search(suspect.step(child, fault));
            if (found != null) {
                return found;
            }
        }
        inProgress.remove(suspect.value);
        return leadsBack ? null : suspect;
    }

    private static boolean isGuiltyByItself(Culprit suspect) {
        LostField lost = suspect.fault.lost();
        return !(suspect.value instanceof Serializable) || (lost != null && lost.holder() == suspect.value);
    }

    private static UnserializableException exceptionFor(Culprit culprit) {
        List<String> path = new ArrayList<>(culprit.path);
        LostField lost = culprit.fault.lost();
        Class<?> type = culprit.value.getClass();
        if (lost != null && lost.holder() == culprit.value) {
            path.add(GraphChildren.labelOf(lost.field()));
            type = lost.field().getType();
        }
        String message = String.join(" -> ", path) + " (" + Names.full(type) + "): " + culprit.fault.getMessage();
        return new UnserializableException(message + hint(path), culprit.fault.getCause());
    }

    private static String hint(List<String> path) {
        if (path.stream().anyMatch(step -> step.startsWith("captured this"))) {
            return " (the lambda uses a field or method of the object around it: copy what it needs to a local variable"
                    + " first)";
        }
        if (path.stream().anyMatch(step -> step.contains(".this$"))) {
            return " (an inner class takes the object around it along: make it static)";
        }
        return "";
    }
}
