package io.htmap.bench;

import io.htmap.runtime.Checkpoint;
import io.htmap.runtime.internal.run.BenchAttempt;
import java.io.IOException;
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

/** The save of a state by size: it is serialized, written, and committed as a checkpoint. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 2, time = 2)
@Measurement(iterations = 5, time = 3)
public class SaveBenchmark {
    /** Bytes of the state. */
    @Param({"1024", "1048576", "67108864"})
    public int size;

    private BenchAttempt attempt;
    private Checkpoint<byte[]> checkpoint;
    private byte[] state;

    /** Begins the attempt and its form. */
    @Setup
    public void begin() throws IOException {
        attempt = BenchAttempt.begin();
        checkpoint = Checkpoint.of(byte[].class);
        checkpoint.restore();
        state = new byte[size];
        new Random(1).nextBytes(state);
    }

    /** Deletes everything. */
    @TearDown
    public void end() throws IOException {
        attempt.end();
    }

    /** The newest two are kept. */
    @Benchmark
    public void save() throws IOException {
        checkpoint.save(state);
    }
}
