package io.htmap.internal.shipping;

import java.io.File;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import org.jspecify.annotations.Nullable;

/** The jars and class folders that this program runs from, in order, links resolved, each once. */
final class ClassPath {
    private final Set<Path> entries = new LinkedHashSet<>();

    private ClassPath() {}

    /**
     * Lists the class path of the program, and what further loaders take from files.
     *
     * @param roots the captured classes
     */
    static Set<Path> of(Collection<Class<?>> roots) throws IOException {
        ClassPath result = new ClassPath();
        for (String entry : split(chosenClassPath(roots))) {
            result.add(toPath(entry));
        }
        for (String entry : split(System.getProperty("jdk.module.path", ""))) {
            result.addModules(toPath(entry));
        }
        for (Class<?> root : roots) {
            result.addLoader(root.getClassLoader());
        }
        return Collections.unmodifiableSet(result.entries);
    }

    /**
     * The current folder is the class path when nobody has chosen one, as in jshell; it may be anything, so it counts only
     * if the function comes from there.
     */
    private static String chosenClassPath(Collection<Class<?>> roots) {
        String classPath = System.getProperty("java.class.path", "");
        boolean chosen = !classPath.isEmpty() && !classPath.equals(".");
        Path current = Loaders.existing(Path.of(""));
        boolean used =
                roots.stream().map(Loaders::locationOf).anyMatch(place -> place != null && place.equals(current));
        return chosen || used ? classPath : "";
    }

    private static List<String> split(String classPath) {
        List<String> parts = new ArrayList<>(List.of(classPath.split(File.pathSeparator)));
        parts.removeIf(String::isEmpty);
        return parts;
    }

    private static @Nullable Path toPath(String entry) {
        try {
            return Path.of(entry);
        } catch (InvalidPathException e) {
            // the JVM, too, ignores what is not there
            return null;
        }
    }

    private void addLoader(@Nullable ClassLoader loader) {
        for (ClassLoader each = loader; Loaders.isSpecial(each); each = each.getParent()) {
            if (each instanceof URLClassLoader files) {
                for (URL url : files.getURLs()) {
                    add(Loaders.fileOf(url));
                }
            }
        }
    }

    private void addModules(@Nullable Path path) throws IOException {
        if (path == null || !Files.isDirectory(path) || Files.exists(path.resolve("module-info.class"))) {
            add(path);
            return;
        }
        try (DirectoryStream<Path> modules = Files.newDirectoryStream(path)) {
            List<Path> sorted = new ArrayList<>();
            modules.forEach(sorted::add);
            Collections.sort(sorted);
            sorted.forEach(this::add);
        }
    }

    private void add(@Nullable Path path) {
        Path real = Loaders.existing(path);
        if (real == null || !(Files.isDirectory(real) || isJar(real)) || !entries.add(real)) {
            return;
        }
        if (Files.isRegularFile(real)) {
            classPathOf(real).forEach(this::add);
        }
    }

    private static boolean isJar(Path path) {
        if (!Files.isRegularFile(path)) {
            return false;
        }
        try (JarFile jar = new JarFile(path.toFile(), false)) {
            return jar.size() >= 0;
        } catch (IOException e) {
            // a source file, a library of the operating system: the JVM ignores it as well
            return false;
        }
    }

    /** Returns what the manifest of a jar adds to the class path. */
    private static List<Path> classPathOf(Path jar) {
        List<Path> paths = new ArrayList<>();
        try (JarFile file = new JarFile(jar.toFile(), false)) {
            Manifest manifest = file.getManifest();
            String more = manifest == null ? null : manifest.getMainAttributes().getValue(Attributes.Name.CLASS_PATH);
            for (String url : more == null ? new String[0] : more.trim().split("\\s+")) {
                Path path = resolve(jar, url);
                if (path != null) {
                    paths.add(path);
                }
            }
        } catch (IOException e) {
            return paths;
        }
        return paths;
    }

    @SuppressWarnings("deprecation") // the constructor that resolves is the one that Java 17 has
    private static @Nullable Path resolve(Path jar, String url) {
        try {
            return Loaders.fileOf(new URL(jar.toUri().toURL(), url));
        } catch (MalformedURLException e) {
            return null;
        }
    }
}
