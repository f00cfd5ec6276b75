package io.htmap.runtime.internal.io;

import java.io.IOException;

/** A file of ours does not hold what was written to it. The message names the file and the place. */
public final class DamagedRecordException extends IOException {
    private static final long serialVersionUID = 1L;

    public DamagedRecordException(String message) {
        super(message);
    }
}
