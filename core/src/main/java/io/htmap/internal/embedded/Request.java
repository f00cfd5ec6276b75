package io.htmap.internal.embedded;

import io.htmap.runtime.internal.io.CheckedText;
import io.htmap.runtime.internal.io.DamagedRecordException;
import io.htmap.spi.Action;
import io.htmap.spi.ComponentSet;
import io.htmap.spi.RerunFrom;
import io.htmap.spi.Resource;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a client asks of the scheduler.
 *
 * @param verb what is asked
 * @param map UUID of the map; empty text for {@link Verb#GREET} and {@link Verb#STOP}
 * @param action for {@link Verb#ACT}; else whatever
 * @param resource for {@link Verb#EDIT}; else whatever
 * @param megabytes for {@link Verb#EDIT}; else whatever
 * @param components for {@link Verb#ACT}, {@link Verb#EDIT} and {@link Verb#RERUN}; else none
 * @param from for {@link Verb#RERUN}; else whatever
 * @param after for {@link Verb#RERUN}, the newest cluster that the client knew; else whatever
 */
record Request(
        Verb verb,
        String map,
        Action action,
        Resource resource,
        long megabytes,
        ComponentSet components,
        RerunFrom from,
        int after) {
    /** Raised when requests or replies change so that the other side would misunderstand. */
    static final int PROTOCOL = 1;

    enum Verb {
        /** Only asks whether somebody is there. */
        GREET,
        /** Takes a map into the queue. */
        SUBMIT,
        /** Does something to components. */
        ACT,
        /** Changes what components ask for. */
        EDIT,
        /** Runs components again. */
        RERUN,
        /** Lets go of a map; replied to when its workers are gone. */
        FORGET,
        /** Ends the scheduler politely; its maps go on when it is started again. */
        STOP
    }

    static Request about(Verb verb, String map) {
        return new Request(verb, map, Action.HOLD, Resource.MEMORY, 0, ComponentSet.of(), RerunFrom.SCRATCH, 0);
    }

    static Request act(String map, Action action, ComponentSet components) {
        return new Request(Verb.ACT, map, action, Resource.MEMORY, 0, components, RerunFrom.SCRATCH, 0);
    }

    static Request edit(String map, Resource resource, long megabytes, ComponentSet components) {
        return new Request(Verb.EDIT, map, Action.HOLD, resource, megabytes, components, RerunFrom.SCRATCH, 0);
    }

    static Request rerun(String map, RerunFrom from, int after, ComponentSet components) {
        return new Request(Verb.RERUN, map, Action.HOLD, Resource.MEMORY, 0, components, from, after);
    }

    CheckedText toText(String version) {
        Map<String, String> values = new TreeMap<>();
        values.put("protocol", Integer.toString(PROTOCOL));
        values.put("version", version);
        values.put("verb", verb.name());
        values.put("map", map);
        values.put("action", action.name());
        values.put("resource", resource.name());
        values.put("megabytes", Long.toString(megabytes));
        values.put("components", components.toString());
        values.put("from", from.toString());
        values.put("after", Integer.toString(after));
        return new CheckedText(values);
    }

    static Request parse(CheckedText text) throws DamagedRecordException {
        try {
            Verb verb = Verb.valueOf(text.require("verb"));
            boolean edits = verb == Verb.EDIT;
            boolean reruns = verb == Verb.RERUN;
            return new Request(
                    verb,
                    text.require("map"),
                    Action.valueOf(text.require("action")),
                    edits ? Resource.valueOf(text.require("resource")) : Resource.MEMORY,
                    edits ? text.requireLong("megabytes") : 0,
                    ComponentSet.parse(text.require("components")),
                    reruns ? RerunFrom.parse(text.require("from")) : RerunFrom.SCRATCH,
                    reruns ? (int) text.requireLong("after") : 0);
        } catch (IllegalArgumentException e) {
            throw new DamagedRecordException("an unknown request: " + e.getMessage());
        }
    }
}
