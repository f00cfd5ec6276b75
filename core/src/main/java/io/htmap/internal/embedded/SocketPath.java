package io.htmap.internal.embedded;

import io.htmap.SchedulerException;
import io.htmap.internal.store.Home;
import io.htmap.internal.store.Users;
import io.htmap.runtime.internal.io.DurableFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;

/**
 * Where the socket of a home folder's scheduler is: in the run-time folder of this machine, never in the home folder,
 * which may be on a network file system and whose path may be longer than the 108 bytes that a socket's may have.
 */
final class SocketPath {
    private static final int MAX_BYTES = 100;

    private SocketPath() {}

    /**
     * Returns the socket's path, in a folder that only this user can enter; the folder is made if it is missing.
     *
     * @throws SchedulerException when somebody else holds the folder's name
     */
    static Path of(Home home, Map<String, String> environment) {
        String name = digest(home.path().toString()) + ".sock";
        Path folder = folder(environment, name);
        try {
            DurableFiles.createDirectories(folder);
            checkPrivate(folder);
        } catch (IOException e) {
            throw new SchedulerException("cannot make the folder of the scheduler's socket, " + folder + ": " + e, e);
        }
        return folder.resolve(name);
    }

    private static Path folder(Map<String, String> environment, String name) {
        String runtime = environment.get("XDG_RUNTIME_DIR");
        // the scheduler and its clients work in different folders
        if (runtime != null && Path.of(runtime).isAbsolute()) {
            Path folder = Path.of(runtime, "htmap");
            boolean fits = folder.resolve(name).toString().getBytes(StandardCharsets.UTF_8).length <= MAX_BYTES;
            if (fits && Files.isDirectory(folder.getParent()) && Files.isWritable(folder.getParent())) {
                return folder;
            }
        }
        return Path.of("/tmp", "htmap-" + Users.me());
    }

    private static void checkPrivate(Path folder) throws IOException {
        int owner = (Integer) Files.getAttribute(folder, "unix:uid", LinkOption.NOFOLLOW_LINKS);
        if (owner != Users.me() || Files.isSymbolicLink(folder)) {
            throw new SchedulerException("the folder of the scheduler's socket, " + folder
                    + ", belongs to somebody else; set XDG_RUNTIME_DIR to a folder of yours");
        }
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
    }

    private static String digest(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
