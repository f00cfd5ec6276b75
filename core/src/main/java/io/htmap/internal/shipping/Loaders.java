package io.htmap.internal.shipping;

import java.io.File;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.security.ProtectionDomain;
import org.jspecify.annotations.Nullable;

/** Tells where classes come from. */
final class Loaders {
    private Loaders() {}

    /** Returns whether a class was neither loaded from the class path of this program nor by the platform. */
    static boolean isSpecial(@Nullable ClassLoader loader) {
        for (ClassLoader ordinary = ClassLoader.getSystemClassLoader();
                ordinary != null;
                ordinary = ordinary.getParent()) {
            if (ordinary == loader) {
                return false;
            }
        }
        return loader != null;
    }

    /** Returns the jar or class folder that a class was loaded from, or null if it was none. */
    static @Nullable Path locationOf(Class<?> type) {
        ProtectionDomain domain = type.getProtectionDomain();
        CodeSource source = domain == null ? null : domain.getCodeSource();
        return source == null || source.getLocation() == null ? null : fileOf(source.getLocation());
    }

    /** Returns the file that a URL names, with links resolved, or null if it is none or is not there. */
    static @Nullable Path fileOf(URL url) {
        if (!url.getProtocol().equals("file")) {
            return null;
        }
        return existing(pathOf(url));
    }

    static @Nullable Path existing(@Nullable Path path) {
        try {
            return path == null || !Files.exists(path) ? null : path.toRealPath();
        } catch (java.io.IOException e) {
            return null;
        }
    }

    private static @Nullable Path pathOf(URL url) {
        try {
            URI uri = url.toURI();
            return uri.isOpaque() || uri.getAuthority() != null ? null : Path.of(uri);
        } catch (URISyntaxException e) {
            // a blank that nobody has encoded
            return new File(url.getPath()).toPath();
        }
    }
}
