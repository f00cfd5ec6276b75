package io.htmap.examples;

import io.htmap.ComponentMap;
import io.htmap.ComponentMap.Tolerance;
import io.htmap.Htmap;
import io.htmap.Status;
import java.util.List;

/** One of the components fails; the others' outputs are read all the same, and the error report is shown. */
public final class HandlingErrors {
    private HandlingErrors() {}

    /** Returns the number in a text. */
    public static int parse(String text) {
        return Integer.parseInt(text);
    }

    /** Maps it over three texts, one of which is no number. */
    public static void main(String[] args) {
        try (Htmap htmap = Htmap.open()) {
            ComponentMap<String, Integer> map = htmap.map("errors", HandlingErrors::parse, List.of("1", "two", "3"));
            map.await(Tolerance.ERRORS);
            for (int i = 0; i < map.size(); i++) {
                show(map, i);
            }
            map.remove();
        }
    }

    private static void show(ComponentMap<String, Integer> map, int component) {
        if (map.status(component) == Status.ERRORED) {
            map.error(component).ifPresent(error -> System.out.println(error.report()));
        } else {
            System.out.println(map.input(component) + " is " + map.get(component));
        }
    }
}
