package io.htmap.condor.internal;

import io.htmap.SchedulerException;
import io.htmap.internal.event.EventBody;
import io.htmap.internal.event.EventType;
import io.htmap.internal.event.JobEvent;
import io.htmap.internal.event.LogAppender;
import io.htmap.internal.store.MapDirectory;
import io.htmap.internal.store.Problems;
import io.htmap.runtime.internal.io.DurableFiles;
import io.htmap.spi.Action;
import io.htmap.spi.ComponentSet;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.slf4j.LoggerFactory;

/**
 * Removes components, which must be possible also while the schedd is away, and before it has made their jobs: the wish is
 * kept in the map directory then.
 */
final class Removals {
    private static final String BEFORE_MADE = "removed before HTCondor had made its job";

    private final Schedd schedd;
    private final Submission submission;
    private final Actions actions;

    Removals(Schedd schedd, Submission submission, Actions actions) {
        this.schedd = schedd;
        this.submission = submission;
        this.actions = actions;
    }

    /** Removes components, now or as soon as the schedd answers; returns to how many it applies. */
    int remove(MapDirectory map, ComponentSet wanted) {
        try {
            return actions.act(map, Action.REMOVE, wanted);
        } catch (Actions.NotMadeException e) {
            return removeBeforeMade(map, wanted);
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
            return OpenComponents.of(map, wanted).size();
        }
    }

    /** What has no job yet counts as removed at once: the log says so, and takes nothing more of a job that comes later. */
    private int removeBeforeMade(MapDirectory map, ComponentSet wanted) {
        ComponentSet made = LoggedJobs.of(map).known(wanted);
        ComponentSet toCome = OpenComponents.of(map, wanted.without(made));
        int removed = made.size() == 0 ? 0 : actions.act(map, Action.REMOVE, made);
        if (toCome.size() > 0) {
            note(map, toCome);
            tell(map, toCome);
        }
        return removed + toCome.size();
    }

    private void tell(MapDirectory map, ComponentSet components) {
        ComponentJobs jobs = submission.jobs(map).orElseThrow();
        EventBody why = new EventBody.Note(EventType.ABORTED, BEFORE_MADE);
        Instant now = Instant.now();
        List<JobEvent> events = components.stream()
                .mapToObj(component -> new JobEvent(jobs.job(component), now, why))
                .toList();
        try (MapLock lock = MapLock.take(new CondorFolder(map))) {
            LogAppender.append(map.eventLog(), events);
        } catch (IOException e) {
            throw Problems.of("cannot write", map.eventLog(), e);
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
            write(folder, noted(folder).with(wanted));
        } catch (IOException e) {
            throw Problems.of("cannot write", folder.removing(), e);
        }
    }

    private static void write(CondorFolder folder, ComponentSet components) throws IOException {
        DurableFiles.replace(folder.removing(), (components + "\n").getBytes(StandardCharsets.US_ASCII));
    }

    /** Returns which components are still to be removed. */
    static ComponentSet noted(CondorFolder folder) {
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

    /** Does what could not be done earlier; as long as there is no job for it, it still cannot. */
    void carryOut(MapDirectory map) {
        CondorFolder folder = new CondorFolder(map);
        ComponentSet noted = noted(folder);
        ComponentSet wanted = noted.size() == 0 ? noted : LoggedJobs.of(map).known(noted);
        if (wanted.size() == 0) {
            return;
        }
        actions.act(map, Action.REMOVE, wanted);
        try (MapLock lock = MapLock.take(folder)) {
            ComponentSet left = noted(folder).without(wanted);
            if (left.size() == 0) {
                DurableFiles.delete(folder.removing());
            } else {
                write(folder, left);
            }
        } catch (IOException e) {
            throw Problems.of("cannot delete", folder.removing(), e);
        }
    }
}
