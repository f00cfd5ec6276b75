package io.htmap.runtime.internal.checkpoint;

import java.nio.file.Path;

/**
 * One file or folder of a generation.
 *
 * @param path relative to the working directory, normalised
 * @param folder whether it is a folder
 * @param ownerBits the owner's permissions: 4 read, 2 write, 1 execute
 * @param size bytes; 0 for a folder
 * @param crc32c of the bytes; 0 for a folder
 * @param offset where the bytes start in the packed file
 */
public record Entry(Path path, boolean folder, int ownerBits, long size, int crc32c, long offset) {}
