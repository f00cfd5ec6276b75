package io.htmap.condor.internal;

import io.htmap.SchedulerException;
import io.htmap.internal.event.EventParser;
import io.htmap.internal.event.JobMapping;
import io.htmap.internal.event.LogFollower;
import io.htmap.internal.event.MapState;
import io.htmap.internal.store.MapDirectory;
import io.htmap.internal.store.MapManifest;
import io.htmap.internal.store.Problems;
import io.htmap.runtime.internal.io.DurableFiles;
import io.htmap.spi.Action;
import io.htmap.spi.ComponentSet;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.slf4j.LoggerFactory;

/** Removes components, which must be possible also while the schedd is away: the wish is kept in the map directory then. */
final class Removals {
    private final Schedd schedd;
    private final Actions actions;

    Removals(Schedd schedd, Actions actions) {
        this.schedd = schedd;
        this.actions = actions;
    }

    /** Removes components, now or as soon as the schedd answers; returns to how many it applies. */
    int remove(MapDirectory map, ComponentSet wanted) {
        try {
            return actions.act(map, Action.REMOVE, wanted);
        } catch (SchedulerException e) {
            if (answers()) {
                throw e;
            }
            note(map, wanted);
            LoggerFactory.getLogger("io.htmap")
                    .warn(
                            "{}; components {} are removed as soon as it answers and somebody uses the map",
                            e.getMessage(),
                            wanted);
            return open(map, wanted).size();
        }
    }

    private boolean answers() {
        try {
            schedd.requireAnswer();
            return true;
        } catch (SchedulerException away) {
            return false;
        }
    }

    private static void note(MapDirectory map, ComponentSet wanted) {
        CondorFolder folder = new CondorFolder(map);
        try (MapLock lock = MapLock.take(folder)) {
            String all = noted(folder).with(wanted).toString();
            DurableFiles.replace(folder.removing(), (all + "\n").getBytes(StandardCharsets.US_ASCII));
        } catch (IOException e) {
            throw Problems.of("cannot write", folder.removing(), e);
        }
    }

    private static ComponentSet noted(CondorFolder folder) {
        Path file = folder.removing();
        try {
            return ComponentSet.parse(Files.readString(file).strip());
        } catch (NoSuchFileException none) {
            return ComponentSet.of();
        } catch (IOException e) {
            throw Problems.of("cannot read", file, e);
        } catch (IllegalArgumentException e) {
            throw new SchedulerException(file + " is damaged: " + e.getMessage() + "; delete it", e);
        }
    }

    /** Does what could not be done earlier. */
    void carryOut(MapDirectory map) {
        CondorFolder folder = new CondorFolder(map);
        ComponentSet wanted = noted(folder);
        if (wanted.size() == 0) {
            return;
        }
        actions.act(map, Action.REMOVE, wanted);
        try (MapLock lock = MapLock.take(folder)) {
            ComponentSet left = noted(folder).without(wanted);
            if (left.size() == 0) {
                DurableFiles.delete(folder.removing());
            }
        } catch (IOException e) {
            throw Problems.of("cannot delete", folder.removing(), e);
        }
    }

    private static ComponentSet open(MapDirectory map, ComponentSet wanted) {
        MapState state = new MapState(MapManifest.read(map).components(), JobMapping.PROC_IS_COMPONENT);
        try {
            new LogFollower(map.eventLog(), new EventParser(), state).poll();
        } catch (IOException e) {
            throw Problems.of("cannot read the event log", map.eventLog(), e);
        }
        return wanted.where(component -> !state.status(component).isTerminal());
    }
}
