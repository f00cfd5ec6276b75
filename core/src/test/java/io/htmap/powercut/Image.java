package io.htmap.powercut;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What is found on a disk after a power cut.
 *
 * @param files content by path, sorted; that of a folder is {@link #FOLDER}
 */
record Image(TreeMap<String, byte[]> files) {
    static final byte[] FOLDER = "(folder)".getBytes(java.nio.charset.StandardCharsets.UTF_8);

    /** Returns what is in a folder. */
    static Image read(Path folder) throws IOException {
        TreeMap<String, byte[]> files = new TreeMap<>();
        try (Stream<Path> there = Files.walk(folder)) {
            for (Path path : there.skip(1).toList()) {
                String name = folder.relativize(path).toString();
                files.put(name, Files.isDirectory(path) ? FOLDER : Files.readAllBytes(path));
            }
        }
        return new Image(files);
    }

    /** Makes the files, in an empty folder; only their owner may read them. */
    void writeTo(Path folder) throws IOException {
        for (Map.Entry<String, byte[]> entry : files.entrySet()) {
            Path path = folder.resolve(entry.getKey());
            if (entry.getValue() == FOLDER) {
                Files.createDirectory(path, io.htmap.runtime.internal.io.DurableFiles.OWNER_DIRECTORY);
            } else {
                Files.write(path, entry.getValue());
            }
        }
    }

    /** Returns a digest; two images with the same one are the same. */
    String digest(IdentityHashMap<byte[], byte[]> known) {
        MessageDigest digest = sha256();
        files.forEach((path, bytes) -> {
            digest.update(path.getBytes(java.nio.charset.StandardCharsets.UTF_8));
            digest.update((byte) 0);
            digest.update(known.computeIfAbsent(bytes, content -> sha256().digest(content)));
        });
        return Long.toHexString(ByteBuffer.wrap(digest.digest()).getLong());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
