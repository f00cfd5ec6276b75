package io.htmap.testkit.internal;

import io.htmap.runtime.internal.io.DurableFiles;
import io.htmap.runtime.internal.io.RecordKind;
import io.htmap.runtime.internal.io.RecordWriter;
import io.htmap.runtime.internal.wire.JobSpec;
import io.htmap.runtime.internal.wire.Limits;
import io.htmap.runtime.internal.wire.ScratchLayout;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The function and its input as the runners find them, and a folder for all that they write. Thread-safe. */
final class Job implements AutoCloseable {
    private static final int COMPONENT = 0;
    /** A socket's path must not be longer than 108 bytes. */
    private static final int LONGEST = 60;

    private final Path folder;
    private final Settings settings;
    private final Map<Path, byte[]> named;
    private final AtomicInteger runs = new AtomicInteger();

    private Job(Path folder, Settings settings, Map<Path, byte[]> named) {
        this.folder = folder;
        this.settings = settings;
        this.named = named;
    }

    static Job make(Object function, @Nullable Object input, Settings settings) throws IOException {
        byte[] functionBytes = serialized(function, "the function");
        byte[] inputBytes = serialized(input, "the input");
        Job job = new Job(newFolder(), settings, NamedFiles.in(inputBytes));
        Files.write(job.function(), functionBytes);
        try (RecordWriter writer = RecordWriter.create(job.inputs())) {
            writer.append(RecordKind.INPUT, COMPONENT, 0, inputBytes);
        }
        return job;
    }

    private static Path newFolder() throws IOException {
        Path usual = Path.of(System.getProperty("java.io.tmpdir")).toAbsolutePath();
        Path place = usual.toString().length() > LONGEST ? Path.of("/tmp") : usual;
        return Files.createTempDirectory(place, "htmap-check").toRealPath();
    }

    private static byte[] serialized(@Nullable Object object, String name) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(object);
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    name + " cannot be serialized, so it cannot be mapped: " + e + "; a lambda in a test must not use"
                            + " the test's fields, and what it uses must be Serializable",
                    e);
        }
        return bytes.toByteArray();
    }

    Settings settings() {
        return settings;
    }

    /** Returns the files that the input names, as they were before the check. */
    Map<Path, byte[]> named() {
        return named;
    }

    Path folder() {
        return folder;
    }

    private Path function() {
        return folder.resolve("function");
    }

    private Path inputs() {
        return folder.resolve("inputs");
    }

    /** Returns a new folder for one run. */
    Path newRun() throws IOException {
        return Files.createDirectory(folder.resolve(Integer.toString(runs.incrementAndGet())));
    }

    static Path checkpoints(Path run) {
        return run.resolve("checkpoints");
    }

    void write(Path run, ScratchLayout scratch, int attempt) throws IOException {
        new JobSpec(
                        "check",
                        "check",
                        COMPONENT,
                        attempt,
                        function(),
                        inputs(),
                        checkpoints(run),
                        scratch.output(),
                        settings.grace(),
                        Limits.NONE)
                .write(scratch.job());
    }

    /** Returns this JVM's own class path, for processes that start in another folder. */
    static String classPath() {
        return Stream.of("java.class.path", "jdk.module.path")
                .map(name -> System.getProperty(name, ""))
                .flatMap(path -> Stream.of(path.split(File.pathSeparator)))
                .filter(entry -> !entry.isEmpty())
                .map(entry -> Path.of(entry).toAbsolutePath().toString())
                .collect(Collectors.joining(File.pathSeparator));
    }

    @Override
    public void close() throws IOException {
        DurableFiles.deleteTree(folder);
    }
}
