package io.htmap.internal.handle;

import io.htmap.CorruptMapException;
import io.htmap.internal.store.FunctionFile;
import io.htmap.internal.store.InputShards;
import io.htmap.internal.store.MapDirectory;
import io.htmap.internal.store.MapManifest;
import io.htmap.internal.store.Problems;
import io.htmap.runtime.internal.io.DamagedRecordException;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Finds missing and damaged files of a map directory when it is opened, not when a node needs them. */
final class MapChecks {
    private MapChecks() {}

    /** @throws CorruptMapException naming the first file that is missing or damaged */
    static void check(MapDirectory map, MapManifest manifest) {
        try {
            FunctionFile.read(map.function());
            for (Path shard : new InputShards(map.inputs(), manifest.inputShards()).files()) {
                if (!Files.exists(shard)) {
                    throw new NoSuchFileException(shard.toString());
                }
            }
        } catch (NoSuchFileException e) {
            throw new CorruptMapException(
                    "map directory " + map.path() + " is damaged: " + e.getFile() + " is missing"
                            + Problems.damageAdvice(manifest.tag()),
                    e);
        } catch (DamagedRecordException | EOFException e) {
            throw new CorruptMapException(
                    "map directory " + map.path() + " is damaged: " + Problems.reason(e)
                            + Problems.damageAdvice(manifest.tag()),
                    e);
        } catch (IOException e) {
            throw Problems.of("cannot read", map.path(), e);
        }
    }
}
