package io.htmap.runtime.internal.io;

import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Writes that survive a power cut. A new content goes to a unique sibling, is forced, replaces the target by an atomic
 * rename, and the folder is forced: a crash at any instruction leaves the old content or the new one.
 */
public final class DurableFiles {
    /** Ends the name of every file that is still being written; what a crash leaves under it is garbage. */
    public static final String TEMPORARY_SUFFIX = ".tmp";

    private static final FileAttribute<Set<PosixFilePermission>> OWNER_FILE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    /** Makes a new folder for this owner only. */
    public static final FileAttribute<Set<PosixFilePermission>> OWNER_DIRECTORY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

    private DurableFiles() {}

    /** Fills a file that is being written. */
    @FunctionalInterface
    public interface Content {
        /**
         * @param channel open for reading and writing, at the start of an empty file
         * @throws IOException when the content cannot be written; the target is then left as it was
         */
        void writeTo(FileChannel channel) throws IOException;
    }

    /**
     * Replaces or makes a file, atomically and durably, with mode 0600.
     *
     * @param target the file; its folder must exist
     * @param content fills the new file
     * @throws IOException when the new content could not be made durable; the old content is then still there, unless
     *     only the forcing of the folder failed
     */
    public static void replace(Path target, Content content) throws IOException {
        Path temporary = writeTemporary(target, content);
        try {
            Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            deleteQuietly(temporary, e);
            throw e;
        }
        forceDirectory(parentOf(target));
    }

    /** As {@link #replace(Path, Content)}, with the whole content at hand. */
    public static void replace(Path target, byte[] content) throws IOException {
        replace(target, channel -> ChannelIo.writeFully(channel, content));
    }

    /**
     * Makes a file that must not exist yet, atomically and durably, with mode 0600. Of several that try at once, in any
     * process, exactly one wins.
     *
     * @throws java.nio.file.FileAlreadyExistsException when the target is there already; nothing was changed
     * @throws IOException when the file could not be made durable
     */
    public static void create(Path target, byte[] content) throws IOException {
        Path temporary = writeTemporary(target, channel -> ChannelIo.writeFully(channel, content));
        try {
            // rename would replace; a link to an existing name fails, on network file systems too
            Files.createLink(target, temporary);
        } catch (IOException e) {
            deleteQuietly(temporary, e);
            throw e;
        }
        Files.delete(temporary);
        forceDirectory(parentOf(target));
    }

    /** Renames within one file system, atomically, and forces the folders on both sides. */
    public static void rename(Path from, Path to) throws IOException {
        Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        forceDirectory(parentOf(to));
        if (!parentOf(from).equals(parentOf(to))) {
            forceDirectory(parentOf(from));
        }
    }

    /** Deletes a file if it is there, and forces its folder. Returns whether it was there. */
    public static boolean delete(Path file) throws IOException {
        boolean deleted = Files.deleteIfExists(file);
        if (deleted) {
            forceDirectory(parentOf(file));
        }
        return deleted;
    }

    /** Makes a new file for this owner only (0600) and opens it for reading and writing. */
    public static FileChannel createPrivate(Path file) throws IOException {
        FileChannel channel = FileChannel.open(file, Set.of(CREATE_NEW, READ, WRITE), OWNER_FILE);
        try {
            // a strict umask may have taken bits away
            Files.setPosixFilePermissions(file, OWNER_FILE.value());
            return channel;
        } catch (IOException | RuntimeException e) {
            channel.close();
            deleteQuietly(file, e);
            throw e;
        }
    }

    /** Makes a new folder for this owner only (0700); its name is not durable yet. */
    public static void createPrivateDirectory(Path directory) throws IOException {
        Files.createDirectory(directory, OWNER_DIRECTORY);
        // as above
        Files.setPosixFilePermissions(directory, OWNER_DIRECTORY.value());
    }

    /**
     * Makes a folder for this owner only (0700), with the missing ones above it; its name is durable then. A folder that
     * is there already is left as it is, but its name is forced: whoever made it may not have come to that.
     */
    public static void createDirectories(Path directory) throws IOException {
        Path parent = parentOf(directory);
        if (!Files.isDirectory(directory)) {
            createDirectories(parent);
            createDirectory(directory);
            forceDirectory(parent);
        } else if (parent != null && Files.isReadable(parent)) {
            forceDirectory(parent);
        }
    }

    private static void createDirectory(Path directory) throws IOException {
        try {
            createPrivateDirectory(directory);
        } catch (java.nio.file.FileAlreadyExistsException e) {
            if (!Files.isDirectory(directory)) {
                throw e;
            }
        }
    }

    /** Makes what was renamed, made or deleted in a folder durable. */
    public static void forceDirectory(Path directory) throws IOException {
        try (FileChannel channel = FileChannel.open(directory, READ)) {
            channel.force(true);
        }
    }

    /**
     * Deletes a folder with all that is in it, also what its owner has protected; links are not followed. Does nothing if
     * it is not there.
     */
    public static void deleteTree(Path directory) throws IOException {
        try {
            Files.walkFileTree(directory, new DeletingVisitor());
        } catch (NoSuchFileException gone) {
            if (Files.exists(directory, LinkOption.NOFOLLOW_LINKS)) {
                throw gone;
            }
        }
    }

    private static Path writeTemporary(Path target, Content content) throws IOException {
        Path temporary = target.resolveSibling("." + target.getFileName() + "." + uniqueName() + TEMPORARY_SUFFIX);
        try (FileChannel channel = createPrivate(temporary)) {
            content.writeTo(channel);
            channel.force(true);
        } catch (IOException | RuntimeException | Error e) {
            deleteQuietly(temporary, e);
            throw e;
        }
        return temporary;
    }

    /** Nobody guards against guessing here, and the secure generator takes 30 ms to start. */
    private static String uniqueName() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        return Long.toHexString(random.nextLong()) + Long.toHexString(random.nextLong());
    }

    private static void deleteQuietly(Path temporary, Throwable reason) {
        try {
            Files.deleteIfExists(temporary);
        } catch (IOException e) {
            reason.addSuppressed(e);
        }
    }

    private static Path parentOf(Path path) {
        return path.toAbsolutePath().getParent();
    }

    private static final class DeletingVisitor extends SimpleFileVisitor<Path> {
        @Override
        public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) throws IOException {
            if (!Files.isWritable(directory) || !Files.isExecutable(directory)) {
                Files.setPosixFilePermissions(directory, OWNER_DIRECTORY.value());
            }
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            Files.deleteIfExists(file);
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
            if (e instanceof NoSuchFileException) {
                return FileVisitResult.CONTINUE;
            }
            if (!isFolderThatCannotBeRead(file)) {
                throw e;
            }
            Files.setPosixFilePermissions(file, OWNER_DIRECTORY.value());
            deleteTree(file);
            return FileVisitResult.CONTINUE;
        }

        private static boolean isFolderThatCannotBeRead(Path file) {
            return Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS) && !Files.isReadable(file);
        }

        @Override
        public FileVisitResult postVisitDirectory(Path directory, IOException e) throws IOException {
            if (e != null) {
                throw e;
            }
            Files.deleteIfExists(directory);
            return FileVisitResult.CONTINUE;
        }
    }
}
