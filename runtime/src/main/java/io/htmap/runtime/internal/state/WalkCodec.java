package io.htmap.runtime.internal.state;

import io.htmap.runtime.StateCodec;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.Serializable;

/**
 * Results of a walk by Java serialization, with a checksum of the walk's items where they have one. Earlier versions wrote
 * the results alone; those are taken as they are.
 */
final class WalkCodec<S> extends JavaStateCodec<S> {
    private final StateCodec<Object> java = StateCodec.java();
    private final Long items;

    /** @param items checksum of the items; null if they have none */
    WalkCodec(Long items) {
        this.items = items;
    }

    /** @param results serializable, as lists of serializable results are */
    private record Walked(long items, Object results) implements Serializable {
        private static final long serialVersionUID = 1L;
    }

    @Override
    public void write(S results, OutputStream out) throws IOException {
        java.write(items == null ? results : new Walked(items, results), out);
    }

    @Override
    @SuppressWarnings("unchecked") // it is what write wrote
    public S read(InputStream in) throws IOException {
        Object read = java.read(in);
        if (!(read instanceof Walked walked)) {
            return (S) read;
        }
        if (items == null || walked.items != items) {
            throw new IOException(
                    "its results are those of a walk over other items (the list of a walk must be the same"
                            + " each time: it may have been listed anew, or made from something that had changed before the walk"
                            + " began)");
        }
        return (S) walked.results;
    }
}
