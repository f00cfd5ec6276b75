package io.htmap.bench;

import io.htmap.runtime.internal.checkpoint.CommitFacts;
import io.htmap.runtime.internal.checkpoint.GenerationStore;
import io.htmap.runtime.internal.checkpoint.Manifest;
import io.htmap.runtime.internal.io.DurableFiles;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** The commit of a checkpoint of one file, against a plain copy of that file that is forced to the disk. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 2, time = 2)
@Measurement(iterations = 5, time = 3)
public class CheckpointBenchmark {
    private static final CommitFacts FACTS = new CommitFacts(0, 0, 0, 0);
    private static final int CHUNK = 1 << 10;

    /** Bytes that are saved. */
    @Param({"1024", "1048576", "268435456"})
    public long size;

    private Path folder;
    private Path source;
    private GenerationStore store;
    private int copies;

    /** Makes the file that is saved. */
    @Setup
    public void prepare() throws IOException {
        folder = Files.createTempDirectory("htmap-bench").toRealPath();
        source = folder.resolve("state");
        byte[] chunk = new byte[CHUNK];
        Random random = new Random(1);
        try (OutputStream out = Files.newOutputStream(source)) {
            for (long written = 0; written < size; written += CHUNK) {
                random.nextBytes(chunk);
                out.write(chunk);
            }
        }
        store = new GenerationStore(folder.resolve("checkpoints"), 0, 1, System.err::println);
    }

    /** Deletes everything. */
    @TearDown
    public void clean() throws IOException {
        DurableFiles.deleteTree(folder);
    }

    /** As {@code Component.checkpoint} does it; the newest two are kept. */
    @Benchmark
    public Manifest checkpoint() throws IOException {
        return store.commit(folder, List.of(Path.of("state")), FACTS);
    }

    /** A new file with the same bytes, forced; the newest two are kept. */
    @Benchmark
    public long forcedCopy() throws IOException {
        copies++;
        long copied = 0;
        try (FileChannel from = FileChannel.open(source);
                FileChannel to = FileChannel.open(
                        folder.resolve("copy" + copies), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            while (copied < size) {
                copied += from.transferTo(copied, size - copied, to);
            }
            to.force(true);
        }
        Files.deleteIfExists(folder.resolve("copy" + (copies - 2)));
        return copied;
    }
}
