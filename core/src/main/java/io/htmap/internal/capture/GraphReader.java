package io.htmap.internal.capture;

import java.io.IOException;
import java.io.InputStream;
import java.io.ObjectInputStream;
import java.io.ObjectStreamClass;

/** Reads back what a {@link GraphWriter} wrote, with the very classes that were met while writing. */
final class GraphReader extends ObjectInputStream {
    private final SeenClasses seen;

    GraphReader(InputStream in, SeenClasses seen) throws IOException {
        super(in);
        this.seen = seen;
    }

    @Override
    protected Class<?> resolveClass(ObjectStreamClass description) throws IOException, ClassNotFoundException {
        Class<?> known = seen.find(description.getName());
        return known != null ? known : super.resolveClass(description);
    }

    @Override
    protected Class<?> resolveProxyClass(String[] interfaces) throws IOException, ClassNotFoundException {
        Class<?> known = seen.findProxy(interfaces);
        return known != null ? known : super.resolveProxyClass(interfaces);
    }
}
