package io.htmap.condor.internal;

import io.htmap.MapOptions;
import io.htmap.SchedulerException;
import io.htmap.internal.store.Problems;
import io.htmap.runtime.internal.io.DurableFiles;
import io.htmap.spi.ComponentSet;
import io.htmap.spi.Resource;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What components ask for instead of what the map's options say. The queue has it too, but forgets it with a job that ends,
 * and the component may run again. A line for each change: what, how much, and which components; the last one counts.
 */
final class Edits {
    private final Path file;
    private final List<Edit> edits = new ArrayList<>();

    private record Edit(Resource resource, long megabytes, ComponentSet components) {
        String line() {
            return resource + " " + megabytes + " " + components + "\n";
        }

        static Edit parse(String line) {
            String[] words = line.split(" ", 3);
            return new Edit(Resource.valueOf(words[0]), Long.parseLong(words[1]), ComponentSet.parse(words[2]));
        }
    }

    private Edits(Path file) {
        this.file = file;
    }

    static Edits of(CondorFolder folder) {
        Edits edits = new Edits(folder.edits());
        try {
            Files.readAllLines(edits.file, StandardCharsets.US_ASCII)
                    .forEach(line -> edits.edits.add(Edit.parse(line)));
        } catch (NoSuchFileException none) {
            return edits;
        } catch (IOException e) {
            throw Problems.of("cannot read", edits.file, e);
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            throw new SchedulerException(edits.file + " is damaged: " + e.getMessage() + "; delete it", e);
        }
        return edits;
    }

    /** Remembers a change; what it makes meaningless is forgotten. */
    void add(Resource resource, long megabytes, ComponentSet components) throws IOException {
        edits.removeIf(edit ->
                edit.resource == resource && edit.components.without(components).size() == 0);
        edits.add(new Edit(resource, megabytes, components));
        StringBuilder lines = new StringBuilder();
        edits.forEach(edit -> lines.append(edit.line()));
        DurableFiles.replace(file, lines.toString().getBytes(StandardCharsets.US_ASCII));
    }

    long memoryMb(int component, MapOptions options) {
        return last(Resource.MEMORY, component, options.memoryMb().orElseThrow());
    }

    long diskMb(int component, MapOptions options) {
        return last(Resource.DISK, component, options.diskMb().orElseThrow());
    }

    private long last(Resource resource, int component, long otherwise) {
        long megabytes = otherwise;
        for (Edit edit : edits) {
            if (edit.resource == resource && edit.components.contains(component)) {
                megabytes = edit.megabytes;
            }
        }
        return megabytes;
    }
}
