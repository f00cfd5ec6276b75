package io.htmap.internal.capture;

import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.OutputStream;
import java.lang.invoke.SerializedLambda;

/** Writes an object graph by Java serialization and takes note of its classes. */
final class GraphWriter extends ObjectOutputStream {
    private final SeenClasses seen;

    GraphWriter(OutputStream out, SeenClasses seen) throws IOException {
        super(out);
        this.seen = seen;
        enableReplaceObject(true);
    }

    @Override
    protected void annotateClass(Class<?> type) throws IOException {
        seen.add(type);
    }

    @Override
    protected void annotateProxyClass(Class<?> type) throws IOException {
        seen.addProxy(type);
    }

    /** Replaces nothing: it is the one hook that sees every object. */
    @Override
    protected Object replaceObject(Object object) throws IOException {
        if (object instanceof SerializedLambda lambda) {
            seen.addLambda(lambda);
        } else {
            LossyFields.check(object);
        }
        return object;
    }
}
