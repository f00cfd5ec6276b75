package io.htmap.internal.handle;

import io.htmap.CorruptMapException;
import io.htmap.internal.store.InputShards;
import io.htmap.internal.store.MapDirectory;
import io.htmap.internal.store.MapManifest;
import io.htmap.internal.store.Problems;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Finds missing and cut files of a map directory when it is opened, not when a node needs them. */
final class MapChecks {
    private MapChecks() {}

    /** @throws CorruptMapException naming the first file that is missing or cut */
    static void check(MapDirectory map, MapManifest manifest) {
        try {
            if (!Files.exists(map.function()) || Files.size(map.function()) != manifest.functionBytes()) {
                throw damaged(map, map.function());
            }
            for (Path shard : new InputShards(map.inputs(), manifest.inputShards()).files()) {
                if (!Files.exists(shard)) {
                    throw damaged(map, shard);
                }
            }
        } catch (IOException e) {
            throw Problems.of("cannot read", map.path(), e);
        }
    }

    private static CorruptMapException damaged(MapDirectory map, Path file) {
        String how = Files.exists(file) ? "has not the size that it was written with" : "is missing";
        return new CorruptMapException("map directory " + map.path() + " is damaged: " + file + " " + how, null);
    }
}
