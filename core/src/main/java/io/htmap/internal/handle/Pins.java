package io.htmap.internal.handle;

import io.htmap.HtmapException;
import io.htmap.internal.store.MapDirectory;
import io.htmap.internal.store.Problems;
import io.htmap.runtime.internal.checkpoint.Generation;
import io.htmap.runtime.internal.checkpoint.KeptGeneration;
import io.htmap.runtime.internal.io.ChannelIo;
import io.htmap.runtime.internal.io.DurableFiles;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.TreeMap;

/**
 * The pinned checkpoints of a map. A pin is a copy in a folder of its own, which nobody deletes but who unpins: not a link,
 * since what damages a file would damage both.
 */
final class Pins {
    private final MapDirectory map;

    Pins(MapDirectory map) {
        this.map = map;
    }

    List<KeptGeneration> of(int component, boolean verify) throws IOException {
        return KeptGeneration.list(map.pinned(component), component, verify);
    }

    boolean isPinned(int component, Generation generation) {
        return file(component, generation).toFile().exists();
    }

    /** Returns both together, newest first; of a checkpoint that is among both, one that is whole. */
    List<KeptGeneration> with(int component, List<KeptGeneration> others, boolean verify) throws IOException {
        TreeMap<Generation, KeptGeneration> all = new TreeMap<>(Collections.reverseOrder());
        others.forEach(kept -> all.put(kept.generation(), kept));
        of(component, verify)
                .forEach(pinned ->
                        all.merge(pinned.generation(), pinned, (kept, copy) -> kept.damage() == null ? kept : copy));
        return List.copyOf(all.values());
    }

    void pin(int component, KeptGeneration chosen) {
        if (!isPinned(component, chosen.generation())) {
            copy(component, chosen, file(component, chosen.generation()));
        }
    }

    void unpin(int component, int number) {
        try {
            Generation pinned = of(component, false).stream()
                    .map(KeptGeneration::generation)
                    .filter(generation -> generation.number() == number)
                    .findFirst()
                    .orElseThrow(() -> new HtmapException("checkpoint " + number + " of component " + component
                            + " is not pinned; 'htmap checkpoints' lists them"));
            DurableFiles.delete(file(component, pinned));
        } catch (IOException e) {
            throw Problems.of("cannot unpin checkpoint " + number + " in", map.pinned(component), e);
        }
    }

    /** Puts a pinned checkpoint where attempts look for it, unless it is there. */
    void bringBack(int component, KeptGeneration chosen) {
        Path folder = map.checkpoints(component);
        if (chosen.file().startsWith(map.pinned(component))) {
            copy(component, chosen, folder.resolve(chosen.generation().fileName()));
        }
    }

    private Path file(int component, Generation generation) {
        return map.pinned(component).resolve(generation.fileName());
    }

    private static void copy(int component, KeptGeneration chosen, Path target) {
        try (FileChannel source = FileChannel.open(chosen.file())) {
            DurableFiles.createDirectories(target.getParent());
            DurableFiles.replace(target, channel -> ChannelIo.copyFully(source, 0, source.size(), channel));
        } catch (IOException e) {
            throw Problems.of(
                    "cannot copy checkpoint " + chosen.generation().number() + " of component " + component + " to",
                    target,
                    e);
        }
    }
}
