package io.htmap.internal.embedded;

import io.htmap.runtime.internal.io.CheckedText;
import io.htmap.runtime.internal.io.DamagedRecordException;
import io.htmap.spi.Action;
import io.htmap.spi.ComponentSet;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a client asks of the scheduler.
 *
 * @param verb what is asked
 * @param map UUID of the map; empty text for {@link Verb#GREET} and {@link Verb#STOP}
 * @param action for {@link Verb#ACT}; else whatever
 * @param components for {@link Verb#ACT}; else none
 */
record Request(Verb verb, String map, Action action, ComponentSet components) {
    /** Raised when requests or replies change so that the other side would misunderstand. */
    static final int PROTOCOL = 1;

    enum Verb {
        /** Only asks whether somebody is there. */
        GREET,
        /** Takes a map into the queue. */
        SUBMIT,
        /** Does something to components. */
        ACT,
        /** Lets go of a map; replied to when its workers are gone. */
        FORGET,
        /** Ends the scheduler politely; its maps go on when it is started again. */
        STOP
    }

    static Request about(Verb verb, String map) {
        return new Request(verb, map, Action.HOLD, ComponentSet.of());
    }

    CheckedText toText(String version) {
        Map<String, String> values = new TreeMap<>();
        values.put("protocol", Integer.toString(PROTOCOL));
        values.put("version", version);
        values.put("verb", verb.name());
        values.put("map", map);
        values.put("action", action.name());
        values.put("components", components.toString());
        return new CheckedText(values);
    }

    static Request parse(CheckedText text) throws DamagedRecordException {
        try {
            return new Request(
                    Verb.valueOf(text.require("verb")),
                    text.require("map"),
                    Action.valueOf(text.require("action")),
                    ComponentSet.parse(text.require("components")));
        } catch (IllegalArgumentException e) {
            throw new DamagedRecordException("an unknown request: " + e.getMessage());
        }
    }
}
