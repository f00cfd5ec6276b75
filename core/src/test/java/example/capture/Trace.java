package example.capture;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Where hostile code would leave its trace. */
public final class Trace {
    private static final List<String> LEFT = Collections.synchronizedList(new ArrayList<>());

    private Trace() {}

    public static void leave(String what) {
        LEFT.add(what);
    }

    /** Returns what was left since the last call. */
    public static List<String> take() {
        List<String> taken = List.copyOf(LEFT);
        LEFT.clear();
        return taken;
    }
}
