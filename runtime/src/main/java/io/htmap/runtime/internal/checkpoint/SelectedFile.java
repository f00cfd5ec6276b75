package io.htmap.runtime.internal.checkpoint;

import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Set;

/**
 * A file or folder that is to be saved.
 *
 * @param path its name in the generation, relative to the working directory
 * @param source where its bytes are
 * @param folder whether it is a folder
 * @param ownerBits the owner's permissions
 * @param size bytes when it was selected; 0 for a folder
 */
record SelectedFile(Path path, Path source, boolean folder, int ownerBits, long size) {
    static final int READ = 4;
    static final int WRITE = 2;
    static final int EXECUTE = 1;

    static SelectedFile of(Path path, Path source, PosixFileAttributes attributes) {
        boolean folder = attributes.isDirectory();
        return new SelectedFile(
                path, source, folder, ownerBits(attributes.permissions()), folder ? 0 : attributes.size());
    }

    private static int ownerBits(Set<PosixFilePermission> permissions) {
        int bits = permissions.contains(PosixFilePermission.OWNER_READ) ? READ : 0;
        bits |= permissions.contains(PosixFilePermission.OWNER_WRITE) ? WRITE : 0;
        return bits | (permissions.contains(PosixFilePermission.OWNER_EXECUTE) ? EXECUTE : 0);
    }
}
