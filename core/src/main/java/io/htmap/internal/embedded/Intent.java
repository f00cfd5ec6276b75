package io.htmap.internal.embedded;

import io.htmap.internal.attempt.Stop;
import io.htmap.runtime.internal.io.DurableFiles;
import io.htmap.runtime.internal.wire.ScratchLayout;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What somebody was promised of a component while its attempt is still on its way out: that it will be held or removed.
 * Kept in the attempt's scratch folder until its end is in the log, since the scheduler may be killed in between. The
 * other reasons to stop need not be kept: without any, the component runs again anyway.
 */
final class Intent {
    private Intent() {}

    /** Makes it durable, or takes an earlier one back. */
    static void keep(ScratchLayout scratch, @Nullable Stop stop) {
        try {
            if (stop == Stop.HOLD || stop == Stop.REMOVE) {
                DurableFiles.replace(file(scratch), stop.name().getBytes(StandardCharsets.US_ASCII));
                // nobody needed the folder to be durable until now
                DurableFiles.forceDirectory(scratch.scratch().getParent());
            } else {
                DurableFiles.delete(file(scratch));
            }
        } catch (IOException e) {
            // on a full disk it is done all the same, as long as this scheduler lives
            System.err.println(Instant.now() + " cannot note in " + scratch.scratch() + " what becomes of it: " + e);
        }
    }

    /** Returns what was kept, or null if nothing was. */
    static @Nullable Stop kept(ScratchLayout scratch) throws IOException {
        try {
            String name = Files.readString(file(scratch), StandardCharsets.ISO_8859_1);
            return name.equals(Stop.HOLD.name()) ? Stop.HOLD : name.equals(Stop.REMOVE.name()) ? Stop.REMOVE : null;
        } catch (NoSuchFileException none) {
            return null;
        }
    }

    private static Path file(ScratchLayout scratch) {
        return scratch.scratch().resolve("wanted");
    }
}
