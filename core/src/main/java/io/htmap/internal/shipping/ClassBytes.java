package io.htmap.internal.shipping;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** Gets the bytes of classes from their loaders. */
final class ClassBytes {
    private ClassBytes() {}

    /**
     * Returns the bytes of a class.
     *
     * @param loader the class's own loader; null for the bootstrap loader
     * @param internalName name with slashes
     * @throws FileNotFoundException when the loader does not give them
     */
    static byte[] of(@Nullable ClassLoader loader, String internalName) throws IOException {
        String resource = internalName + ".class";
        try (InputStream in = loader == null
                ? ClassLoader.getSystemResourceAsStream(resource)
                : loader.getResourceAsStream(resource)) {
            if (in == null) {
                throw new FileNotFoundException(resource + " in " + loader);
            }
            return in.readAllBytes();
        }
    }
}
