package io.htmap.internal.shipping;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.LocalDateTime;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Packs files into a jar whose bytes depend on their names and contents only. */
final class JarPacker {
    private static final LocalDateTime NO_TIME = LocalDateTime.of(1980, 2, 1, 0, 0);

    private JarPacker() {}

    /** Writes a jar; the stream stays open. */
    static void pack(Contents contents, OutputStream out) throws IOException {
        ZipOutputStream zip = new ZipOutputStream(out);
        for (String name : withFolders(contents.names())) {
            ZipEntry entry = new ZipEntry(name);
            entry.setTimeLocal(NO_TIME);
            zip.putNextEntry(entry);
            if (!name.endsWith("/")) {
                try (InputStream in = contents.open(name)) {
                    in.transferTo(zip);
                }
            }
            zip.closeEntry();
        }
        zip.finish();
    }

    /** Looking up a package as a resource works only when the jar has an entry for its folder. */
    private static SortedSet<String> withFolders(SortedSet<String> names) {
        SortedSet<String> all = new TreeSet<>(names);
        for (String name : names) {
            for (int slash = name.lastIndexOf('/'); slash > 0; slash = name.lastIndexOf('/', slash - 1)) {
                all.add(name.substring(0, slash + 1));
            }
        }
        return all;
    }
}
