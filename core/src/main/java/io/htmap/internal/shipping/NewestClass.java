package io.htmap.internal.shipping;

import io.htmap.CaptureException;
import java.io.IOException;
import java.io.InputStream;

/**
 * The class that needs the newest Java among many.
 *
 * @param name internal name; empty if there was no class
 * @param javaVersion feature version that it needs; 0 if there was no class
 */
record NewestClass(String name, int javaVersion) {
    private static final NewestClass NONE = new NewestClass("", 0);

    /** Looks at each class, except those of multi-release jars for a newer Java only, and module descriptors. */
    static NewestClass in(Contents contents) throws IOException {
        NewestClass newest = NONE;
        for (String name : contents.names()) {
            if (counts(name)) {
                int version = ClassFile.javaVersion(headOf(contents, name));
                if (version > newest.javaVersion) {
                    newest = new NewestClass(name.substring(0, name.length() - ".class".length()), version);
                }
            }
        }
        return newest;
    }

    private static boolean counts(String name) {
        return name.endsWith(".class") && !name.startsWith("META-INF/") && !name.endsWith("module-info.class");
    }

    private static byte[] headOf(Contents contents, String name) throws IOException {
        try (InputStream in = contents.open(name)) {
            return in.readNBytes(8);
        }
    }

    /**
     * Refuses what the node cannot load.
     *
     * @param where the jar or class folder, for the message
     * @param nodeJava feature version of the node's Java
     */
    void check(String where, int nodeJava) {
        if (javaVersion > nodeJava) {
            throw new CaptureException("the class " + name.replace('/', '.') + " in " + where + " needs Java "
                    + javaVersion + ", but the components run on Java " + nodeJava + "; compile it with --release "
                    + nodeJava + ", or set the option javaHome to a Java " + javaVersion);
        }
    }
}
