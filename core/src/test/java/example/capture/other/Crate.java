package example.capture.other;

import example.capture.far.Label;
import java.io.Serializable;
import java.util.List;
import java.util.Map;

/** Names a type of yet another package in a generic argument only. */
public record Crate<T>(List<T> items, Map<String, List<? extends Label>> labels) implements Serializable {
    public Crate(List<T> items) {
        this(items, Map.of());
    }
}
