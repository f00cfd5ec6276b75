package io.htmap.internal.shipping;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/** Makes and reads jars and class folders. */
final class Jars {
    private final Map<String, byte[]> files = new LinkedHashMap<>();

    static Jars with(String name, String content) {
        return new Jars().and(name, content);
    }

    Jars and(String name, String content) {
        files.put(name, content.getBytes(StandardCharsets.UTF_8));
        return this;
    }

    Jars and(Class<?> type) {
        files.put(nameOf(type), bytesOf(type));
        return this;
    }

    /** Adds a class as if it had been compiled for a certain Java. */
    Jars and(String name, Class<?> type, int javaVersion) {
        byte[] bytes = bytesOf(type);
        bytes[7] = (byte) (javaVersion + 44);
        files.put(name, bytes);
        return this;
    }

    Jars manifest(String line) {
        return and("META-INF/MANIFEST.MF", "Manifest-Version: 1.0\n" + line + "\n\n");
    }

    Path jar(Path target) throws IOException {
        Files.createDirectories(target.getParent());
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(target))) {
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                zip.putNextEntry(new ZipEntry(file.getKey()));
                zip.write(file.getValue());
            }
        }
        return target;
    }

    Path folder(Path target) throws IOException {
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            Path path = target.resolve(file.getKey());
            Files.createDirectories(path.getParent());
            Files.write(path, file.getValue());
        }
        return target;
    }

    static String nameOf(Class<?> type) {
        return type.getName().replace('.', '/') + ".class";
    }

    static byte[] bytesOf(Class<?> type) {
        try (InputStream in = type.getClassLoader().getResourceAsStream(nameOf(type))) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<String> filesIn(Path jar) throws IOException {
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            return zip.stream()
                    .filter(entry -> !entry.isDirectory())
                    .map(ZipEntry::getName)
                    .toList();
        }
    }
}
