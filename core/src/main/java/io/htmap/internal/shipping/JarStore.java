package io.htmap.internal.shipping;

import io.htmap.runtime.internal.io.DamagedRecordException;
import io.htmap.runtime.internal.io.DurableFiles;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A folder of jars named by their content, {@code <sha256>.jar}: each is written once, for all maps, and never changes.
 * Remembers the digests of files that have not changed since. Thread-safe; any number of processes may share a folder.
 */
public final class JarStore {
    private final Path folder;
    private final Map<String, String> digests = new ConcurrentHashMap<>();
    /** Stamps of stored jars that were found to be whole, by digest. */
    private final Map<String, String> whole = new ConcurrentHashMap<>();

    private final Map<String, NewestClass> newest = new ConcurrentHashMap<>();

    /**
     * @param folder where the jars are; made when the first is stored
     */
    public JarStore(Path folder) {
        this.folder = folder;
    }

    /** Returns where the jar of a digest is, or would be. */
    public Path jar(String digest) {
        return folder.resolve(digest + ".jar");
    }

    /**
     * Stores the library's run-time part.
     *
     * @return its SHA-256 in hexadecimal
     * @throws IOException when it cannot be read or written
     */
    public String storeRuntimeJar() throws IOException {
        return once("the run-time part", () -> {
            try (Contents runtime = SubmitSide.runtime()) {
                return store(runtime);
            }
        });
    }

    /**
     * Stores the jar or class folder that a class comes from, whole.
     *
     * @return its SHA-256 in hexadecimal
     * @throws IOException when it cannot be read or written
     */
    public String storeCodeOf(Class<?> type) throws IOException {
        try (Contents code = Contents.of(SubmitSide.locationOf(type))) {
            return store(code);
        }
    }

    /** Stores the library's public types as nodes have them. */
    String storePublicTypes() throws IOException {
        return once("the public types", () -> store(SubmitSide.publicTypes()));
    }

    /** Stores a copy of a jar. */
    String storeFile(Path jar) throws IOException {
        return once(stampOf(jar), () -> storeWritten(out -> Files.copy(jar, out)));
    }

    /**
     * Refuses a stored jar that is missing, or not what it was: damaged code might compute something else.
     *
     * @throws DamagedRecordException naming it
     */
    public void requireWhole(String digest) throws IOException {
        if (!isWhole(digest)) {
            throw new DamagedRecordException(jar(digest) + (Files.exists(jar(digest)) ? " is damaged" : " is missing")
                    + "; it is stored anew when a map is made with the same classes; then release the component");
        }
    }

    /** A damaged jar is as good as none, and replaced by the next one who has it. Read again only when it changed. */
    private boolean isWhole(String digest) throws IOException {
        Path jar = jar(digest);
        try {
            String stamp = stampOf(jar) + " " + Files.getAttribute(jar, "unix:ctime");
            if (!stamp.equals(whole.get(digest))) {
                if (!Sha256.of(out -> Files.copy(jar, out)).equals(digest)) {
                    return false;
                }
                whole.put(digest, stamp);
            }
            return true;
        } catch (NoSuchFileException none) {
            return false;
        }
    }

    /** Stores files, packed into a jar. */
    String store(Contents contents) throws IOException {
        return storeWritten(out -> JarPacker.pack(contents, out));
    }

    /** Stores a class folder, packed into a jar. */
    String storeFolder(Path path, FolderContents contents) throws IOException {
        return once(stampOf(path, contents), () -> store(contents));
    }

    /** Does not store again what this store has stored under the same stamp, as long as it is there. */
    private String once(String stamp, Storing storing) throws IOException {
        String known = digests.get(stamp);
        if (known != null && isWhole(known)) {
            return known;
        }
        String digest = storing.store();
        digests.put(stamp, digest);
        return digest;
    }

    @FunctionalInterface
    private interface Storing {
        String store() throws IOException;
    }

    /** Returns the feature version of the Java that a stored jar's classes need, 0 if it has none. */
    public int newestJava(String digest) throws IOException {
        return newestIn(digest).javaVersion();
    }

    /** Returns the class that needs the newest Java in a stored jar. */
    NewestClass newestIn(String digest) throws IOException {
        NewestClass known = newest.get(digest);
        if (known == null) {
            try (Contents contents = new JarContents(jar(digest))) {
                known = NewestClass.in(contents);
            }
            newest.put(digest, known);
        }
        return known;
    }

    /** Stores what is written, twice the same: once for its name and once for its content. */
    String storeWritten(Sha256.Writing writing) throws IOException {
        String digest = Sha256.of(writing);
        Path target = jar(digest);
        if (isWhole(digest)) {
            // another process may have put it there and not have forced its name yet
            DurableFiles.forceDirectory(folder);
        } else {
            DurableFiles.createDirectories(folder);
            DurableFiles.replace(target, channel -> {
                OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel), 1 << 16);
                if (!Sha256.tee(out, writing).equals(digest)) {
                    throw new IOException(
                            "a jar or class folder of the class path changed while it was copied; try again"
                                    + " when the build has ended");
                }
            });
        }
        return digest;
    }

    private static String stampOf(Path jar) throws IOException {
        BasicFileAttributes attributes = Files.readAttributes(jar, BasicFileAttributes.class);
        return jar + "\n" + attributes.size() + " " + attributes.lastModifiedTime() + " " + attributes.fileKey();
    }

    private static String stampOf(Path folder, FolderContents contents) throws IOException {
        String stamps = contents.stamps().toString();
        return folder + "\n" + Sha256.of(out -> out.write(stamps.getBytes(java.nio.charset.StandardCharsets.UTF_8)));
    }
}
