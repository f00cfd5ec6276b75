package io.htmap.internal.doctor;

import io.htmap.spi.Finding;
import java.util.Locale;

/** What figures and names of file systems mean. Pure. */
final class Disks {
    private static final long LITTLE_MB = 1024;
    private static final long NOTHING_MB = 16;
    private static final long SLOW_MILLIS = 1000;

    private Disks() {}

    static Finding space(long bytes) {
        long megabytes = bytes >> 20;
        String text = megabytes + " MB free";
        if (megabytes < NOTHING_MB) {
            return Finding.problem(
                    "space", text + "; free some or raise the quota, or choose another home folder with HTMAP_DIR");
        }
        return megabytes < LITTLE_MB
                ? Finding.warning("space", text + ", which is little: outputs and checkpoints are kept there")
                : Finding.ok("space", text);
    }

    static Finding type(String type) {
        String name = type.toLowerCase(Locale.ROOT);
        if (name.startsWith("nfs")) {
            return Finding.ok(
                    "file system",
                    type + ": other machines see changes seconds later; one of them at a time"
                            + " may run the embedded scheduler");
        }
        if (name.contains("afs")) {
            return Finding.warning(
                    "file system",
                    type + ": HTCondor has no token of yours, so it can write there only where its administrators"
                            + " arranged that; local maps end when your token does");
        }
        return switch (name) {
            case "tmpfs", "ramfs" ->
                Finding.warning(
                        "file system",
                        type + ": maps are lost when this machine is switched off; choose a home folder on a disk with"
                                + " HTMAP_DIR");
            case "vfat", "msdos", "exfat" ->
                Finding.warning(
                        "file system", type + " knows no owners of files; choose another home folder with HTMAP_DIR");
            default -> Finding.ok("file system", type);
        };
    }

    static Finding speed(long millis) {
        String text = "1 MB forced to disk in " + millis + " ms";
        return millis > SLOW_MILLIS
                ? Finding.warning("writing", text + ", which is slow: so will be making maps and saving checkpoints")
                : Finding.ok("writing", text);
    }
}
