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
 */
record LoggedJobs(int submitted) {
    static LoggedJobs of(MapDirectory map) {
        int submitted = 0;
        try (BufferedReader lines = Files.newBufferedReader(map.eventLog(), StandardCharsets.ISO_8859_1)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                submitted += line.startsWith("000 (") ? 1 : 0;
            }
            return new LoggedJobs(submitted);
        } catch (IOException e) {
            throw Problems.of("cannot read the event log", map.eventLog(), e);
        }
    }
}
