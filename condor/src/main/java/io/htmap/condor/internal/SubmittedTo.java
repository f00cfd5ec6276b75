package io.htmap.condor.internal;

import io.htmap.SchedulerException;
import io.htmap.internal.embedded.Hosts;
import io.htmap.internal.store.Problems;
import io.htmap.runtime.internal.io.DurableFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;

/**
 * To which schedd a map was submitted. Access points may share a home folder, and the schedd of another one knows nothing of
 * the map's jobs: whoever took its word would think that they are gone, submit the map again, or delete it under them.
 */
final class SubmittedTo {
    private final Schedd schedd;

    SubmittedTo(Schedd schedd) {
        this.schedd = schedd;
    }

    /** Notes that a map is submitted to this schedd; to be called before it may be. */
    void note(CondorFolder folder) throws IOException {
        DurableFiles.replace(folder.schedd(), name().getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Refuses to go on where the map was submitted to another schedd. One that has jobs of the map is the right one, whatever
     * it is called now.
     */
    void require(CondorFolder folder) {
        String noted = noted(folder);
        if (noted.equals(name()) || !schedd.clusters(folder.map().id()).isEmpty()) {
            return;
        }
        throw new SchedulerException("the map in " + folder.map().path() + " was submitted to " + noted + ", and "
                + name() + " has no jobs of it; work where it was submitted, or name its schedd with "
                + Schedd.NAME_VARIABLE);
    }

    /** A map of an earlier version has no note. */
    private String noted(CondorFolder folder) {
        try {
            return Files.readString(folder.schedd());
        } catch (NoSuchFileException none) {
            return name();
        } catch (IOException e) {
            throw Problems.of("cannot read", folder.schedd(), e);
        }
    }

    private String name() {
        String words = schedd.where().isEmpty() ? "" : " (" + String.join(" ", schedd.where()) + ")";
        return schedd.isElsewhere() ? "the schedd" + words : "the schedd of the machine " + Hosts.name() + words;
    }
}
