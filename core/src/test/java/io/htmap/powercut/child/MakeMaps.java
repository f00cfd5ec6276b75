package io.htmap.powercut.child;

import io.htmap.MapOptions;
import io.htmap.internal.handle.MapCreator;
import io.htmap.internal.handle.MapRemover;
import io.htmap.internal.store.Home;
import io.htmap.internal.store.Homes;
import io.htmap.internal.store.MapDirectory;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/** Makes a home folder, makes two maps in it, and removes the first. */
public final class MakeMaps {
    private MakeMaps() {}

    public static void main(String[] arguments) {
        Path sayings = Path.of(arguments[1]);
        Home home = Homes.open(Path.of(arguments[0]).resolve("home"));
        MapDirectory first = make(home, "first");
        Say.say(sayings, "made first");
        make(home, "second");
        Say.say(sayings, "made second");
        new MapRemover(home).remove("first", first, gone -> {});
        Say.say(sayings, "removed first");
    }

    /** Makes a map that doubles its inputs 1, 2 and 3. */
    public static MapDirectory make(Home home, String tag) {
        MapOptions options = MapOptions.builder().build();
        return new MapCreator(home, Set::of)
                .<Integer>create(tag, (Integer x) -> 2 * x, List.of(1, 2, 3), options, new NoScheduler());
    }
}
