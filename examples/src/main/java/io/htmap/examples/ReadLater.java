package io.htmap.examples;

import io.htmap.ComponentMap;
import io.htmap.Htmap;
import java.util.List;

/** One program makes a map and ends; another one, later, reads it: {@code ReadLater submit}, {@code ReadLater read}. */
public final class ReadLater {
    private static final String TAG = "squares-for-later";

    private ReadLater() {}

    /** Makes the map, or reads it and removes it. */
    public static void main(String[] args) {
        try (Htmap htmap = Htmap.open()) {
            switch (args.length == 1 ? args[0] : "") {
                case "submit" -> submit(htmap);
                case "read" -> read(htmap);
                default -> System.err.println("say submit or read");
            }
        }
    }

    private static void submit(Htmap htmap) {
        ComponentMap<Integer, Integer> map = htmap.map(TAG, x -> x * x, List.of(1, 2, 3));
        System.out.println("made map " + map.tag() + " of " + map.size() + " components");
    }

    private static void read(Htmap htmap) {
        ComponentMap<Integer, Integer> map = htmap.load(TAG);
        for (int square : map) {
            System.out.println(square);
        }
        map.remove();
    }
}
