package io.htmap.runtime;

import io.htmap.runtime.internal.state.JavaStateCodec;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * How a state becomes bytes and comes back. The bytes need no checksum of their own: a checkpoint is verified before it
 * is read. An implementation that stands in a resumable function travels with it, so it should hold no state.
 *
 * @param <S> type of the state
 */
public interface StateCodec<S> {
    /**
     * Writes a state.
     *
     * @param state not null
     * @param out not to be closed
     * @throws IOException when it cannot be written
     */
    void write(S state, OutputStream out) throws IOException;

    /**
     * Reads what {@link #write} wrote, to the end of the stream.
     *
     * @return the state, not null
     * @throws IOException when it cannot be read
     */
    S read(InputStream in) throws IOException;

    /** Java serialization, for serializable states; those are what resumable functions use by default. */
    static <S> StateCodec<S> java() {
        return new JavaStateCodec<>();
    }
}
