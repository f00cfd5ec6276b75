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
 * @param submitted how many jobs of the first cluster have been made so far
 * @param removed whether no more will be made, since the whole cluster was removed
 */
record LoggedJobs(int submitted, boolean removed) {
    private static final Pattern EVENT = Pattern.compile("0(00|35|36) \\((\\d{1,9})\\.(-?\\d{1,9})\\.");

    /** Whether a job has been made, or never will be; such a one may have left the queue already. */
    boolean knows(int component) {
        return submitted > component || removed;
    }

    /** Returns which of some components are known. */
    ComponentSet known(ComponentSet components) {
        return components.where(this::knows);
    }

    /** Jobs are made in order; of a log with a gap, the last one tells most. Of later clusters all are made at once. */
    static LoggedJobs of(MapDirectory map) {
        LoggedJobs logged = new LoggedJobs(0, false);
        String first = null;
        try (BufferedReader lines = Files.newBufferedReader(map.eventLog(), StandardCharsets.ISO_8859_1)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                Matcher event = EVENT.matcher(line);
                if (event.lookingAt()) {
                    first = first == null ? event.group(2) : first;
                    logged = event.group(2).equals(first) ? logged.with(event) : logged;
                }
            }
            return logged;
        } catch (IOException e) {
            throw Problems.of("cannot read the event log", map.eventLog(), e);
        }
    }

    private LoggedJobs with(Matcher event) {
        return switch (event.group(1)) {
            case "00" -> new LoggedJobs(Math.max(submitted, Integer.parseInt(event.group(3)) + 1), removed);
            case "36" -> new LoggedJobs(submitted, true);
            default -> this;
        };
    }
}
