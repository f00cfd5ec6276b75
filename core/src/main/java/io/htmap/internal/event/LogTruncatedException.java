package io.htmap.internal.event;

import io.htmap.HtmapException;
import java.nio.file.Path;

/** An event log is shorter than what was read of it before: somebody cut it, deleted it, or restored an old copy. */
public final class LogTruncatedException extends HtmapException {
    private static final long serialVersionUID = 1L;

    LogTruncatedException(Path log, long offset, long size) {
        super("the event log " + log + " was truncated: it has " + size + " bytes, but " + offset
                + " were read before");
    }
}
