package io.htmap.runtime.internal.run;

import java.io.IOException;
import java.io.NotSerializableException;

/** What the function returned cannot be sent back. */
final class NotSerializableOutputException extends IOException {
    private static final long serialVersionUID = 1L;

    NotSerializableOutputException(Object output, Throwable cause) {
        super(
                "the function returned a " + output.getClass().getName() + ", which cannot be serialized: "
                        + (cause instanceof NotSerializableException
                                ? cause.getMessage() + " does not implement java.io.Serializable"
                                : ThrowableText.headline(cause)),
                cause);
    }
}
