package io.htmap.condor.internal;

import io.htmap.internal.store.MapDirectory;
import io.htmap.internal.store.Problems;
import io.htmap.runtime.internal.io.DurableFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * Keeps stuck components from blocking the rest: the schedd counts held jobs among those that wait, and makes no new ones
 * when there are too many. So the limits rise with the number of held components.
 */
final class Throttle {
    private final Schedd schedd;
    private final Submission submission;

    Throttle(Schedd schedd, Submission submission) {
        this.schedd = schedd;
        this.submission = submission;
    }

    /** Raises the limits when held components take up half of what may wait. */
    void makeRoom(MapDirectory map, int held) {
        Path file = new CondorFolder(map).room();
        int room = room(file);
        if (held <= room / 2) {
            return;
        }
        int wider = held + SubmitDescription.MAX_IDLE;
        widen(map, wider, held + SubmitDescription.MAX_MATERIALIZE);
        try {
            DurableFiles.replace(file, (wider + "\n").getBytes(StandardCharsets.US_ASCII));
        } catch (IOException e) {
            throw Problems.of("cannot write", file, e);
        }
    }

    /**
     * Lets more of a map's jobs be made, at once: a schedd looks at other limits only when it goes on after a pause, or when
     * a job leaves. A map that somebody has told to pause is left so.
     */
    void widen(MapDirectory map, int mayWait, int inAll) {
        int cluster = submission.cluster(map).orElseThrow();
        CondorFolder folder = new CondorFolder(map);
        try (MapLock lock = MapLock.take(folder)) {
            schedd.editCluster(cluster, "JobMaterializeMaxIdle", Integer.toString(mayWait));
            schedd.editCluster(cluster, "JobMaterializeLimit", Integer.toString(inAll));
            if (!schedd.isPaused(cluster)) {
                // should this program be killed now, another one resumes
                DurableFiles.replace(folder.pausing(), new byte[0]);
                schedd.pause(cluster);
                schedd.resume(cluster);
                DurableFiles.delete(folder.pausing());
            }
        } catch (IOException e) {
            throw Problems.of("cannot write", folder.pausing(), e);
        }
    }

    /** Ends a pause whose beginner could not. */
    void resume(MapDirectory map) {
        CondorFolder folder = new CondorFolder(map);
        if (!Files.exists(folder.pausing())) {
            return;
        }
        try (MapLock lock = MapLock.take(folder)) {
            if (Files.exists(folder.pausing())) {
                submission.cluster(map).ifPresent(schedd::resume);
                DurableFiles.delete(folder.pausing());
            }
        } catch (IOException e) {
            throw Problems.of("cannot delete", folder.pausing(), e);
        }
    }

    private static int room(Path file) {
        try {
            return Integer.parseInt(Files.readString(file).strip());
        } catch (NoSuchFileException | NumberFormatException none) {
            // asking the schedd for what it has already does no harm
            return SubmitDescription.MAX_IDLE;
        } catch (IOException e) {
            throw Problems.of("cannot read", file, e);
        }
    }
}
