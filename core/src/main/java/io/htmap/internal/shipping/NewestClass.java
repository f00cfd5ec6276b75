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
                newest = newest.or(new NewestClass(name.substring(0, name.length() - ".class".length()), version));
            }
        }
        return newest;
    }

    /** Of two of the same age, the one with the shorter name tells people more: it is the one around the other. */
    private NewestClass or(NewestClass other) {
        boolean newer = other.javaVersion > javaVersion;
        boolean outer = other.javaVersion == javaVersion && other.name.length() < name.length();
        return newer || outer ? other : this;
    }

    private static boolean counts(String name) {
        return name.endsWith(".class") && !name.startsWith("META-INF/") && !name.endsWith("module-info.class");
    }

    private static byte[] headOf(Contents contents, String name) throws IOException {
        try (InputStream in = contents.open(name)) {
            return in.readNBytes(8);
        }
    }

    /** Refuses classes of a jar or class folder that the node cannot load. */
    void checkCompiled(String location, int nodeJava) {
        check(" in " + location, nodeJava, "compile it with --release " + nodeJava);
    }

    /** Refuses classes of a program that was compiled as it was started. */
    void checkLoaded(int nodeJava) {
        check("", nodeJava, "start the program with --source " + nodeJava);
    }

    private void check(String where, int nodeJava, String advice) {
        if (javaVersion > nodeJava) {
            throw new CaptureException("the class " + name.replace('/', '.') + where + " needs Java " + javaVersion
                    + ", but the components run on Java " + nodeJava + "; " + advice
                    + ", or set the option javaHome to a Java " + javaVersion);
        }
    }
}
