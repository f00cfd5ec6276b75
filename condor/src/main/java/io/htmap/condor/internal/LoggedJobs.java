package io.htmap.condor.internal;

import io.htmap.internal.store.MapDirectory;
import io.htmap.internal.store.Problems;
import io.htmap.spi.ComponentSet;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a glance at the event log tells, without folding it.
 *
 * @param submitted how many jobs have been made so far
 * @param removed whether no more will be made, since the whole cluster was removed
 */
record LoggedJobs(int submitted, boolean removed) {
    private static final Pattern SUBMIT = Pattern.compile("000 \\(\\d{1,9}\\.(\\d{1,9})\\.");

    /** Whether a job has been made, or never will be; such a one may have left the queue already. */
    boolean knows(int component) {
        return submitted > component || removed;
    }

    /** Returns which of some components are known. */
    ComponentSet known(ComponentSet components) {
        return components.where(this::knows);
    }

    /** Jobs are made in order; of a log with a gap, the last one tells most. */
    private static int made(String line) {
        Matcher submit = SUBMIT.matcher(line);
        return submit.lookingAt() ? Integer.parseInt(submit.group(1)) + 1 : 0;
    }

    static LoggedJobs of(MapDirectory map) {
        int submitted = 0;
        boolean removed = false;
        try (BufferedReader lines = Files.newBufferedReader(map.eventLog(), StandardCharsets.ISO_8859_1)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                submitted = Math.max(submitted, made(line));
                removed |= line.startsWith("036 (");
            }
            return new LoggedJobs(submitted, removed);
        } catch (IOException e) {
            throw Problems.of("cannot read the event log", map.eventLog(), e);
        }
    }
}
