package io.htmap.condor.internal;

import io.htmap.internal.store.MapDirectory;
import io.htmap.internal.store.Problems;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;

/**
 * What a glance at the event log tells, without folding it.
 *
 * @param submitted how many jobs have been made so far
 * @param removed whether no more will be made, since the whole cluster was removed
 */
record LoggedJobs(int submitted, boolean removed) {
    /** Whether a job has been made, or never will be; such a one may have left the queue already. */
    boolean knows(int component) {
        return submitted > component || removed;
    }

    static LoggedJobs of(MapDirectory map) {
        int submitted = 0;
        boolean removed = false;
        try (BufferedReader lines = Files.newBufferedReader(map.eventLog(), StandardCharsets.ISO_8859_1)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                submitted += line.startsWith("000 (") ? 1 : 0;
                removed |= line.startsWith("036 (");
            }
            return new LoggedJobs(submitted, removed);
        } catch (IOException e) {
            throw Problems.of("cannot read the event log", map.eventLog(), e);
        }
    }
}
