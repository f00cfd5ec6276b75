package io.htmap.runtime.internal.checkpoint;

import java.net.URI;
import java.nio.file.Path;

/**
 * Relative paths as text. File names are bytes, and what characters they are depends on the locale of the node: plain
 * names are written as they are, others with their bytes as %XX, as in a file's URI, and so come back byte for byte
 * whatever the locale.
 */
final class EntryNames {
    private static final char FIRST_PLAIN = ' ';
    private static final char LAST_PLAIN = '~';

    private EntryNames() {}

    static String encode(Path relative) {
        String text = relative.toString();
        if (isPlain(text)) {
            return text;
        }
        Path root = relative.toAbsolutePath().getRoot();
        String uri = root.resolve(relative).toUri().getRawPath().substring(1);
        return uri.endsWith("/") ? uri.substring(0, uri.length() - 1) : uri;
    }

    /**
     * Returns the path, which is relative, normalised, not empty, and leads nowhere but down.
     *
     * @throws DamagedCheckpointException when the text is not of such a path
     */
    static Path decode(String text) throws DamagedCheckpointException {
        Path path = parse(text);
        if (path == null
                || path.isAbsolute()
                || path.toString().isEmpty()
                || path.startsWith("..")
                || !path.equals(path.normalize())) {
            throw new DamagedCheckpointException("its manifest has a name that leads outside or nowhere");
        }
        return path;
    }

    private static Path parse(String text) {
        try {
            if (isPlain(text)) {
                return Path.of(text);
            }
            // not relativize, which would quietly drop a ".."
            Path absolute = Path.of(URI.create("file:///" + text));
            return absolute.getNameCount() == 0 ? null : absolute.subpath(0, absolute.getNameCount());
        } catch (IllegalArgumentException e) {
            return null; // not a URI, or not of a path
        }
    }

    private static boolean isPlain(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < FIRST_PLAIN || c > LAST_PLAIN || c == '%') {
                return false;
            }
        }
        return true;
    }
}
