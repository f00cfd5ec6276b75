package io.htmap.condor.internal;

import io.htmap.spi.Scheduler.Fate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What this program has looked at of what came back and stays where it is, such as that of held components: it need not
 * be looked at again until it changes. Thread-safe.
 */
final class LookedAt {
    private final Map<Path, String> seen = new ConcurrentHashMap<>();

    /** Returns whether nothing has changed since. */
    boolean contains(CondorFolder folder, int component, Fate fate) {
        String before = seen.get(folder.state(component));
        return before != null && before.equals(mark(folder, component, fate));
    }

    /** To be called before it is looked at. */
    void note(CondorFolder folder, int component, Fate fate) {
        seen.put(folder.state(component), mark(folder, component, fate));
    }

    void forget(CondorFolder folder, List<Integer> components) {
        components.forEach(component -> seen.remove(folder.state(component)));
    }

    private static String mark(CondorFolder folder, int component, Fate fate) {
        Path state = folder.state(component);
        return fate
                + mark(state)
                + mark(state.resolve("ends"))
                + mark(folder.stdout(component))
                + mark(folder.stderr(component));
    }

    private static String mark(Path path) {
        try {
            BasicFileAttributes now = Files.readAttributes(path, BasicFileAttributes.class);
            return " " + now.lastModifiedTime() + "/" + now.size() + "/" + now.fileKey();
        } catch (IOException none) {
            return " -";
        }
    }
}
