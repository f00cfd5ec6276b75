package io.htmap.bench;

import io.htmap.runtime.Checkpoint;
import io.htmap.runtime.Component;
import io.htmap.runtime.SavePolicy;
import io.htmap.runtime.internal.run.BenchAttempt;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** What a function pays in each step for being resumable, while nothing is due. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class StepBenchmark {
    private static final SavePolicy NOT_NOW = SavePolicy.every(Duration.ofDays(1));

    private BenchAttempt attempt;
    private Checkpoint<Integer> checkpoint;
    private Integer state = 0;
    private long step;

    /** Begins the attempt and its form. */
    @Setup
    public void begin() throws IOException {
        attempt = BenchAttempt.begin();
        checkpoint = Checkpoint.of(Integer.class).saving(NOT_NOW);
        checkpoint.restore();
    }

    /** Deletes everything. */
    @TearDown
    public void end() throws IOException {
        attempt.end();
    }

    /** The offer of a state. */
    @Benchmark
    public boolean offer() throws IOException {
        return checkpoint.offer(state);
    }

    /** How far the function is, with a note that is there already. */
    @Benchmark
    public void progress() {
        Component.progress(step++, 0, "equilibrating");
    }

    /** What all of them are measured against. */
    @Benchmark
    public long nanoTime() {
        return System.nanoTime();
    }
}
