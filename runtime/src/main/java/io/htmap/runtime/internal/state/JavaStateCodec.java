package io.htmap.runtime.internal.state;

import io.htmap.runtime.StateCodec;
import java.io.IOException;
import java.io.InputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.ObjectStreamClass;
import java.io.OutputStream;

/** States by Java serialization, with the classes that the function came with. */
public class JavaStateCodec<S> implements StateCodec<S> {
    @Override
    public void write(S state, OutputStream out) throws IOException {
        ObjectOutputStream objects = new ObjectOutputStream(out);
        try {
            objects.writeObject(state);
        } catch (StackOverflowError e) {
            throw tooDeep(e);
        }
        objects.flush();
    }

    private static IOException tooDeep(StackOverflowError e) {
        return new IOException(
                "the state is nested too deep for Java serialization, as a long linked list is; write it with a"
                        + " codec (StateCodec), or give its class a writeObject",
                e);
    }

    @Override
    @SuppressWarnings("unchecked") // it is what write wrote
    public S read(InputStream in) throws IOException {
        try (ObjectInputStream objects = new LoaderObjectInputStream(in)) {
            return (S) objects.readObject();
        } catch (ClassNotFoundException e) {
            throw new IOException("its class " + e.getMessage() + " is not there any more", e);
        } catch (StackOverflowError e) {
            // reading takes more of the stack than writing
            throw tooDeep(e);
        }
    }

    /** The function's classes may be known to the thread's loader only. */
    private static final class LoaderObjectInputStream extends ObjectInputStream {
        LoaderObjectInputStream(InputStream in) throws IOException {
            super(in);
        }

        @Override
        protected Class<?> resolveClass(ObjectStreamClass description) throws IOException, ClassNotFoundException {
            try {
                return super.resolveClass(description);
            } catch (ClassNotFoundException e) {
                return Class.forName(
                        description.getName(), false, Thread.currentThread().getContextClassLoader());
            }
        }
    }
}
