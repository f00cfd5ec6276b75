package io.htmap.badinput;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/** A small file system of its own, which can be filled and emptied. Needs root. */
final class SmallDisk implements AutoCloseable {
    private static final int PAGE = 4096;

    private final Path root;
    private final Path filler;

    private SmallDisk(Path root) {
        this.root = root;
        this.filler = root.resolve("filler");
    }

    /** Mounts one; skips the test where that is not allowed, but not where all tests have to run. */
    static SmallDisk mount(Path root, String options) throws IOException, InterruptedException {
        Files.createDirectories(root);
        String failure = run("mount", "-t", "tmpfs", "-o", options, "tmpfs", root.toString());
        if (!failure.isEmpty()) {
            String message = "a small file system cannot be mounted here (root is needed): " + failure;
            if ("true".equals(System.getenv("CI"))) {
                Assertions.fail(message);
            }
            Assumptions.abort(message);
        }
        return new SmallDisk(root);
    }

    /** Changes how it may be used. */
    static void remount(Path root, String option) throws IOException, InterruptedException {
        Assertions.assertEquals("", run("mount", "-o", "remount," + option, root.toString()));
    }

    Path home() {
        return root.resolve("home");
    }

    /** Takes all room but so many bytes, rounded down to whole pages. */
    void leave(long bytes) throws IOException {
        try (FileChannel channel = FileChannel.open(filler, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            channel.position(channel.size());
            fill(channel);
            channel.truncate(Math.max(0, channel.size() - bytes / PAGE * PAGE));
        }
    }

    /** Gives all room back. */
    void free() throws IOException {
        Files.deleteIfExists(filler);
    }

    long room() throws IOException {
        return Files.getFileStore(root).getUsableSpace();
    }

    @Override
    public void close() throws IOException, InterruptedException {
        free();
        Schedulers.stop(home());
        run("umount", "-l", root.toString());
    }

    private static void fill(FileChannel channel) throws IOException {
        ByteBuffer page = ByteBuffer.allocate(PAGE);
        try {
            while (true) {
                channel.write(page.clear());
            }
        } catch (IOException full) {
            if (!String.valueOf(full.getMessage()).contains("No space left")) {
                throw full;
            }
        }
    }

    /** Returns what a program complained about; empty text if it did not. */
    private static String run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String words = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return process.waitFor() == 0 ? "" : words.strip() + " (exit code " + process.exitValue() + ")";
    }
}
