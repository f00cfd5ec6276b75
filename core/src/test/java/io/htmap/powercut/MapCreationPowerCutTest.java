package io.htmap.powercut;

import static org.assertj.core.api.Assertions.assertThat;

import io.htmap.Status;
import io.htmap.internal.handle.MapCleaner;
import io.htmap.internal.handle.MapHandle;
import io.htmap.internal.handle.MapRemover;
import io.htmap.internal.shipping.JarStore;
import io.htmap.internal.store.Home;
import io.htmap.internal.store.Homes;
import io.htmap.internal.store.MapDirectory;
import io.htmap.internal.store.MapManifest;
import io.htmap.internal.store.Tags;
import io.htmap.powercut.child.MakeMaps;
import io.htmap.powercut.child.NoScheduler;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("process")
class MapCreationPowerCutTest {
    @TempDir
    Path work;

    @Test
    void aMapIsThereWholeOrNotAtAll() throws Exception {
        Recorder recorder = new Recorder(work).run(MakeMaps.class);

        Set<String> unimportant = Set.of("creating.lock");
        OrderRules rules = new OrderRules(recorder, name -> !name.startsWith(".") && !unimportant.contains(name));
        assertThat(rules.violations()).allMatch(line -> line.contains("removed first"));
        int images =
                new Replay(recorder.operations(), recorder.durableFrom(), 6, 1, 1).show(MapCreationPowerCutTest::read);
        System.out.println("power cuts: making and removing maps: "
                + recorder.operations().size() + " operations, " + images + " images");
        assertThat(images).isGreaterThan(100);
    }

    private static void read(Path found, List<String> said) throws Exception {
        Home home = Homes.open(found.resolve("home"));
        boolean first = check(home, "first");
        boolean second = check(home, "second");
        if (said.contains("removed first")) {
            assertThat(first).isFalse();
        } else if (said.contains("made first") && !said.contains("made second")) {
            assertThat(first).isTrue();
        }
        assertThat(second).isIn(said.contains("made second") ? List.of(true) : List.of(true, false));

        new MapCleaner(home, untagged -> {}, Set.of()).clean();
        assertThat(check(home, "first")).isEqualTo(first);
        assertThat(check(home, "second")).isEqualTo(second);
        assertThat(entries(home.maps())).isEqualTo((first ? 1 : 0) + (second ? 1 : 0));
        assertThat(entries(home.preparing())).isZero();
    }

    /** Returns whether there is such a map; if so, it must be whole. */
    private static boolean check(Home home, String tag) throws Exception {
        Optional<String> id = new Tags(home).find(tag);
        if (id.isEmpty()) {
            return false;
        }
        MapDirectory map = home.map(id.get());
        MapHandle<Integer, Integer> handle = new MapHandle<>(
                tag,
                map,
                new NoScheduler(),
                new MapRemover(home),
                MapCreationPowerCutTest.class.getClassLoader(),
                List.of());
        assertThat(handle.statuses()).containsOnly(Status.UNMATERIALIZED).hasSize(3);
        for (int component = 0; component < handle.size(); component++) {
            assertThat(handle.input(component)).isEqualTo(component + 1);
        }
        MapManifest manifest = MapManifest.read(map);
        JarStore jars = new JarStore(home.jars());
        for (String digest : Stream.concat(manifest.jars().stream(), Stream.of(manifest.runtimeJar()))
                .toList()) {
            assertThat(sha256(jars.jar(digest))).isEqualTo(digest);
        }
        return true;
    }

    private static String sha256(Path file) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
    }

    private static long entries(Path folder) throws Exception {
        try (Stream<Path> there = Files.list(folder)) {
            return there.count();
        }
    }
}
