package io.htmap.internal.event;

import java.io.IOException;
import java.util.List;

/** Not all events could be appended to a log. Those that are in it are in it for good; the others can be tried again. */
public final class PartialAppendException extends IOException {
    private static final long serialVersionUID = 1L;

    private final transient List<JobEvent> written;

    PartialAppendException(String message, List<JobEvent> written, IOException cause) {
        super(message, cause);
        this.written = List.copyOf(written);
    }

    /** Returns the first events, as they are in the log now; only those after them must be appended again. */
    public List<JobEvent> written() {
        return written;
    }
}
