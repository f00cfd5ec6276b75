package io.htmap.bench;

import io.htmap.runtime.internal.io.ChannelIo;
import io.htmap.runtime.internal.io.DurableFiles;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
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

/** What it costs that a write survives a power cut whole, against a forced write of the same bytes that may be torn. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 5, time = 1)
public class DurableWriteBenchmark {
    /** Bytes that are written. */
    @Param({"1024", "1048576"})
    public int size;

    private byte[] content;
    private Path target;

    @Setup
    public void prepare() throws IOException {
        content = new byte[size];
        target = Files.createTempDirectory("htmap-bench").resolve("target");
    }

    @TearDown
    public void clean() throws IOException {
        Files.deleteIfExists(target);
        Files.delete(target.getParent());
    }

    @Benchmark
    public void atomicAndForced() throws IOException {
        DurableFiles.replace(target, content);
    }

    @Benchmark
    public void forcedInPlace() throws IOException {
        try (FileChannel channel = FileChannel.open(
                target, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
            ChannelIo.writeFully(channel, content);
            channel.force(true);
        }
    }
}
