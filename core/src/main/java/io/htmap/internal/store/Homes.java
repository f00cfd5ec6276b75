package io.htmap.internal.store;

import io.htmap.HtmapException;
import io.htmap.runtime.internal.io.CheckedText;
import io.htmap.runtime.internal.io.DurableFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Finds, makes and checks home folders. */
public final class Homes {
    /** The newest format of home folders that this version knows, and the one that it makes. */
    public static final int FORMAT = 1;

    private Homes() {}

    /** Returns where the home folder is if nobody says: {@code HTMAP_DIR}, or else {@code ~/.htmap}, as the shell understands it. */
    public static Path defaultPath(Map<String, String> environment) {
        String named = environment.get("HTMAP_DIR");
        if (named != null && !named.isBlank()) {
            return path(named);
        }
        // what a shell calls ~; Java's own idea comes from the list of users and does not follow it
        String shell = environment.get("HOME");
        return path(shell != null && !shell.isBlank() ? shell : System.getProperty("user.home"))
                .resolve(".htmap");
    }

    private static Path path(String name) {
        try {
            return Path.of(name);
        } catch (InvalidPathException e) {
            throw new HtmapException(
                    "the home folder '" + name
                            + "' cannot be named in this locale; set LC_ALL to one with UTF-8, such as"
                            + " C.UTF-8, or name another one with HTMAP_DIR",
                    e);
        }
    }

    /**
     * Opens a home folder; makes it, for this user only, if it is missing.
     *
     * @throws HtmapException when it cannot be made or written, belongs to somebody else, or is of a newer version
     */
    public static Home open(Path path) {
        if (path == null) {
            throw new HtmapException("the home folder is null; name one, or leave it out");
        }
        Home home = new Home(path.toAbsolutePath().normalize());
        try {
            checkLink(home.path());
            if (Files.exists(home.path())) {
                checkOwner(home.path());
            }
            makeFolders(home);
            checkFormat(home);
            return new Home(home.path().toRealPath());
        } catch (IOException e) {
            throw Problems.of("cannot use the home folder", home.path(), e);
        }
    }

    /**
     * Checks a home folder that is there, and changes nothing.
     *
     * @throws HtmapException when it cannot be written, belongs to somebody else, or is of a newer version
     */
    public static void checkUsable(Path path) {
        Home home = new Home(path);
        try {
            checkOwner(path);
            checkWritable(home);
            if (Files.exists(format(home))) {
                checkFormat(home);
            }
        } catch (IOException e) {
            throw Problems.of("cannot use the home folder", path, e);
        }
    }

    /** The format is written when the names of all folders are durable: where it is there, they need no force. */
    private static void makeFolders(Home home) throws IOException {
        boolean isMade = Files.exists(format(home));
        for (Path folder : List.of(
                home.path(), home.maps(), home.tags(), home.jars(), home.preparing(), home.queue(), home.execute())) {
            if (!isMade || !Files.isDirectory(folder)) {
                DurableFiles.createDirectories(folder);
            }
        }
        checkWritable(home);
    }

    private static void checkWritable(Home home) throws IOException {
        if (!Files.isWritable(home.path())) {
            throw new java.nio.file.AccessDeniedException(home.path().toString());
        }
    }

    private static void checkLink(Path path) throws IOException {
        if (Files.isSymbolicLink(path) && !Files.exists(path)) {
            throw new HtmapException("the home folder " + path + " is a link to " + Files.readSymbolicLink(path)
                    + ", which is not there; make that folder, or choose another with HTMAP_DIR");
        }
    }

    private static void checkOwner(Path path) throws IOException {
        if (!Files.isDirectory(path)) {
            throw new HtmapException("the home folder " + path + " is not a folder; choose another with HTMAP_DIR");
        }
        int owner = (Integer) Files.getAttribute(path, "unix:uid");
        if (owner != Users.me()) {
            throw new HtmapException("the home folder " + path + " belongs to somebody else (user "
                    + Files.getOwner(path).getName() + ", not " + System.getProperty("user.name")
                    + "); choose another with HTMAP_DIR");
        }
    }

    private static Path format(Home home) {
        return home.path().resolve("format");
    }

    private static void checkFormat(Home home) throws IOException {
        Path file = format(home);
        try {
            long format = CheckedText.read(file).requireLong("format");
            if (format > FORMAT) {
                throw new HtmapException("the home folder " + home.path() + " has format " + format
                        + "; this version of HTMap reads up to format " + FORMAT + ": use a newer one");
            }
        } catch (NoSuchFileException e) {
            DurableFiles.replace(file, new CheckedText(Map.of("format", Integer.toString(FORMAT))).toBytes());
        }
    }
}
