package io.htmap.internal.handle;

import io.htmap.ComponentProgress;
import io.htmap.HtmapException;
import io.htmap.SavedCheckpoint;
import io.htmap.Status;
import io.htmap.internal.account.Base;
import io.htmap.internal.store.MapDirectory;
import io.htmap.internal.store.Problems;
import io.htmap.runtime.internal.checkpoint.DamagedCheckpointException;
import io.htmap.runtime.internal.checkpoint.Entry;
import io.htmap.runtime.internal.checkpoint.KeptGeneration;
import io.htmap.runtime.internal.checkpoint.Manifest;
import io.htmap.runtime.internal.checkpoint.PackedReader;
import io.htmap.runtime.internal.checkpoint.Progress;
import io.htmap.runtime.internal.io.DurableFiles;
import io.htmap.spi.RerunFrom;
import io.htmap.spi.Scheduler;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The checkpoints of a map's components that this machine can read. */
final class Checkpoints {
    private final MapDirectory map;
    private final Scheduler scheduler;
    private final Pins pins;

    Checkpoints(MapDirectory map, Scheduler scheduler) {
        this.map = map;
        this.scheduler = scheduler;
        this.pins = new Pins(map);
    }

    /** Returns them, newest first. */
    List<SavedCheckpoint> of(int component, boolean verify) {
        return kept(component, verify).stream()
                .map(kept -> describe(component, kept))
                .toList();
    }

    /** Returns where a component goes on that was run again from a checkpoint, if that is still there and whole. */
    Optional<Base> before(int component, History history) {
        return kept(component, false).stream()
                .filter(kept -> kept.generation().attempt() < history.firstAttempt() && isMeant(history.from(), kept))
                .findFirst()
                .flatMap(kept -> Optional.ofNullable(kept.manifest()).map(Checkpoints::base));
    }

    private static boolean isMeant(RerunFrom from, KeptGeneration kept) {
        return !from.isNumbered() || kept.generation().number() == from.checkpoint();
    }

    private static Base base(Manifest manifest) {
        Duration reached = Duration.ofNanos(manifest.facts().elapsedNanos());
        return new Base(manifest.generation().attempt(), reached.toMillis());
    }

    private List<KeptGeneration> kept(int component, boolean verify) {
        try {
            return pins.with(component, unpinned(component, verify), verify);
        } catch (IOException e) {
            throw Problems.of(
                    "cannot read the checkpoints of component " + component + " in", map.pinned(component), e);
        }
    }

    /** A copy that came home before is older than the one that went on to the next node. */
    private List<KeptGeneration> unpinned(int component, boolean verify) {
        List<KeptGeneration> newest = List.of();
        for (Path folder : scheduler.checkpointFolders(map, component)) {
            List<KeptGeneration> kept = kept(folder, component, verify);
            if (!kept.isEmpty()
                    && (newest.isEmpty()
                            || kept.get(0).generation().compareTo(newest.get(0).generation()) > 0)) {
                newest = kept;
            }
        }
        return newest;
    }

    private static List<KeptGeneration> kept(Path folder, int component, boolean verify) {
        try {
            return KeptGeneration.list(folder, component, verify);
        } catch (IOException e) {
            throw Problems.of("cannot read the checkpoints of component " + component + " in", folder, e);
        }
    }

    private SavedCheckpoint describe(int component, KeptGeneration kept) {
        return new SavedCheckpoint(
                component,
                kept.generation().number(),
                kept.generation().attempt(),
                kept.bytes(),
                pins.isPinned(component, kept.generation()),
                Optional.ofNullable(kept.manifest()).map(Checkpoints::describe),
                Optional.ofNullable(kept.damage()));
    }

    private static SavedCheckpoint.Contents describe(Manifest manifest) {
        int files = (int)
                manifest.entries().stream().filter(entry -> !entry.folder()).count();
        return new SavedCheckpoint.Contents(
                files,
                Instant.ofEpochMilli(manifest.facts().committedAtMillis()),
                Duration.ofNanos(manifest.facts().elapsedNanos()),
                Optional.ofNullable(manifest.facts().progress()).map(said -> progress(manifest, said)));
    }

    private static ComponentProgress progress(Manifest manifest, Progress said) {
        Instant committed = Instant.ofEpochMilli(manifest.facts().committedAtMillis());
        return new ComponentProgress(said.done(), said.total(), said.note(), committed);
    }

    private KeptGeneration require(int component, int generation, boolean verify) {
        return kept(component, verify).stream()
                .filter(kept -> kept.generation().number() == generation)
                .findFirst()
                .orElseThrow(() -> new HtmapException("component " + component + " has no checkpoint " + generation
                        + " that can be read here; 'htmap checkpoints' lists them"));
    }

    private static String damaged(int component, int generation, @Nullable String why) {
        return "checkpoint " + generation + " of component " + component + " is damaged: " + why;
    }

    /** Copies what a checkpoint holds into a folder, which must not be there yet: it is there whole, or not at all. */
    void export(int component, int generation, Path folder) {
        KeptGeneration chosen = require(component, generation, false);
        requireNew(folder);
        Path target = folder.toAbsolutePath();
        Path temporary = target.resolveSibling(
                "." + target.getFileName() + "." + UUID.randomUUID() + DurableFiles.TEMPORARY_SUFFIX);
        try {
            unpack(chosen, component, temporary);
            Files.move(temporary, target);
            DurableFiles.forceDirectory(target.getParent());
        } catch (DamagedCheckpointException e) {
            deleteQuietly(temporary, e);
            throw new HtmapException(damaged(component, generation, e.getMessage()), e);
        } catch (IOException e) {
            deleteQuietly(temporary, e);
            throw Problems.of("cannot export checkpoint " + generation + " to", folder, e);
        }
    }

    private static void requireNew(Path folder) {
        if (Files.exists(folder)) {
            throw new HtmapException(folder + " is there already: name a folder that is not");
        }
        Path parent = folder.toAbsolutePath().getParent();
        if (!Files.exists(parent)) {
            throw new HtmapException("there is no folder " + parent + " to export into: make it first");
        }
    }

    /**
     * Sees to it that a component can start from a checkpoint.
     *
     * @param now the component's status
     * @throws HtmapException when there is no such checkpoint, or it is damaged
     */
    void bringBack(int component, RerunFrom from, Status now) {
        KeptGeneration chosen =
                from.isNumbered() ? requireWhole(component, from.checkpoint()) : newestWhole(component, now);
        pins.bringBack(component, chosen);
    }

    /** Keeps a copy of a checkpoint until it is unpinned. */
    void pin(int component, int generation) {
        pins.pin(component, requireWhole(component, generation));
    }

    void unpin(int component, int generation) {
        pins.unpin(component, generation);
    }

    private KeptGeneration requireWhole(int component, int generation) {
        KeptGeneration named = require(component, generation, true);
        if (named.damage() != null) {
            throw new HtmapException(damaged(component, generation, named.damage()));
        }
        return named;
    }

    private KeptGeneration newestWhole(int component, Status now) {
        return kept(component, false).stream()
                .filter(kept -> kept.damage() == null)
                .findFirst()
                .orElseThrow(() -> new HtmapException("component " + component + " has no checkpoint to start from"
                        + (now == Status.COMPLETED ? ": those of completed components are deleted, unless pinned" : "")
                        + "; run it again from scratch instead"));
    }

    private static void unpack(KeptGeneration chosen, int component, Path temporary) throws IOException {
        DurableFiles.createPrivateDirectory(temporary);
        try (PackedReader reader = PackedReader.open(chosen.file(), component, chosen.generation())) {
            reader.unpack(temporary);
            for (Entry entry : reader.manifest().entries()) {
                if (!entry.folder()) {
                    force(temporary.resolve(entry.path()));
                }
            }
        }
    }

    private static void force(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file)) {
            channel.force(true);
        }
    }

    private static void deleteQuietly(Path temporary, IOException because) {
        try {
            DurableFiles.deleteTree(temporary);
        } catch (IOException e) {
            because.addSuppressed(e);
        }
    }
}
