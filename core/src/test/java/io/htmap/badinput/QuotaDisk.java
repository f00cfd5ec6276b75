package io.htmap.badinput;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/**
 * A home folder with a quota of its own on a file system that has room: a btrfs in a file, since its quotas need nothing
 * of the kernel that is often left out. Needs root and the programs of btrfs.
 */
final class QuotaDisk implements AutoCloseable {
    private static final String IMAGE_SIZE = "256M";

    private static final String QUOTA = "48M";

    private final Path root;

    private QuotaDisk(Path root) {
        this.root = root;
    }

    /** Mounts one; skips the test where that is not allowed, but not where all tests have to run. */
    static QuotaDisk mount(Path folder) throws IOException, InterruptedException {
        Path root = Files.createDirectories(folder.resolve("quota"));
        Path image = folder.resolve("image");
        String failure = run("truncate", "-s", IMAGE_SIZE, image.toString());
        failure += failure.isEmpty() ? run("mkfs.btrfs", "-q", image.toString()) : "";
        failure += failure.isEmpty() ? run("mount", "-o", "loop", image.toString(), root.toString()) : "";
        failure += failure.isEmpty() ? run("btrfs", "quota", "enable", root.toString()) : "";
        failure += failure.isEmpty()
                ? run("btrfs", "subvolume", "create", root.resolve("home").toString())
                : "";
        failure += failure.isEmpty()
                ? run("btrfs", "qgroup", "limit", QUOTA, root.resolve("home").toString())
                : "";
        if (!failure.isEmpty()) {
            String message =
                    "a file system with quotas cannot be mounted here (root and btrfs-progs are needed): " + failure;
            if ("true".equals(System.getenv("CI"))) {
                Assertions.fail(message);
            }
            Assumptions.abort(message);
        }
        return new QuotaDisk(root);
    }

    Path home() {
        return root.resolve("home");
    }

    /** Uses up all of the quota. */
    void exhaust() throws IOException {
        byte[] page = new byte[4096];
        try (OutputStream out = Files.newOutputStream(filler())) {
            while (true) {
                out.write(page);
            }
        } catch (IOException full) {
            if (!String.valueOf(full.getMessage()).contains("quota exceeded")) {
                throw full;
            }
        }
    }

    /** Gives it back. */
    void free() throws IOException, InterruptedException {
        Files.deleteIfExists(filler());
        must("btrfs", "filesystem", "sync", root.toString());
    }

    private Path filler() {
        return home().resolve("filler");
    }

    @Override
    public void close() throws IOException, InterruptedException {
        free();
        Schedulers.stop(home());
        run("umount", "-l", root.toString());
    }

    private static void must(String... command) throws IOException, InterruptedException {
        Assertions.assertEquals("", run(command));
    }

    /** Returns what a program complained about; empty text if it did not. */
    private static String run(String... command) throws InterruptedException {
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String words = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return process.waitFor() == 0 ? "" : words.strip() + " (exit code " + process.exitValue() + ")";
        } catch (IOException none) {
            return none.getMessage();
        }
    }
}
