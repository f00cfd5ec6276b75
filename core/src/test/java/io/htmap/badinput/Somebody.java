package io.htmap.badinput;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/** A user without privileges, as whom root can run programs. */
final class Somebody {
    static final int UID = 65_534;

    /** What stands before a command line of this user. */
    static final List<String> PREFIX =
            List.of("setpriv", "--reuid=" + UID, "--regid=" + UID, "--clear-groups", "env", "-u", "XDG_RUNTIME_DIR");

    private Somebody() {}

    static void requireRoot() throws IOException {
        boolean root = (Integer) Files.getAttribute(Path.of("/proc/self"), "unix:uid") == 0;
        if (!root && "true".equals(System.getenv("CI"))) {
            Assertions.fail("this test has to be run by root");
        }
        Assumptions.assumeTrue(root, "only root can act as two users");
    }

    /** Gives a file or folder to this user. */
    static Path owns(Path path) throws IOException {
        return Files.setAttribute(path, "unix:uid", UID);
    }
}
