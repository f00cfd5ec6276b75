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
        int cluster = submission.cluster(map).orElseThrow();
        int wider = held + SubmitDescription.MAX_IDLE;
        schedd.widen(cluster, wider, held + SubmitDescription.MAX_MATERIALIZE);
        try {
            DurableFiles.replace(file, (wider + "\n").getBytes(StandardCharsets.US_ASCII));
        } catch (IOException e) {
            throw Problems.of("cannot write", file, e);
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
