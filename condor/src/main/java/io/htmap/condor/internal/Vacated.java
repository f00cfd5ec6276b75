package io.htmap.condor.internal;

import io.htmap.internal.store.Problems;
import io.htmap.runtime.internal.io.DurableFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which attempts were told to leave already: HTCondor's queue does not tell them from others as long as they have not
 * left. A line for each, the job and the number of its starts. Only for counting: losing it does no harm.
 */
final class Vacated {
    private final CondorFolder folder;
    private final Set<String> lines;

    Vacated(CondorFolder folder) {
        this.folder = folder;
        this.lines = read(folder);
    }

    private static Set<String> read(CondorFolder folder) {
        try {
            return new LinkedHashSet<>(Files.readAllLines(folder.vacated(), StandardCharsets.US_ASCII));
        } catch (NoSuchFileException none) {
            return new LinkedHashSet<>();
        } catch (IOException e) {
            throw Problems.of("cannot read", folder.vacated(), e);
        }
    }

    boolean contains(Schedd.Job job) {
        return lines.contains(line(job));
    }

    /** Remembers jobs; what was known of earlier starts of theirs is forgotten. */
    void add(Collection<Schedd.Job> jobs) {
        Set<String> ids = jobs.stream().map(job -> job.id() + " ").collect(Collectors.toSet());
        lines.removeIf(line -> ids.contains(line.substring(0, line.indexOf(' ') + 1)));
        jobs.forEach(job -> lines.add(line(job)));
        String text = lines.stream().map(line -> line + "\n").collect(Collectors.joining());
        try {
            DurableFiles.replace(folder.vacated(), text.getBytes(StandardCharsets.US_ASCII));
        } catch (IOException e) {
            throw Problems.of("cannot write", folder.vacated(), e);
        }
    }

    private static String line(Schedd.Job job) {
        return job.id() + " " + job.starts();
    }
}
