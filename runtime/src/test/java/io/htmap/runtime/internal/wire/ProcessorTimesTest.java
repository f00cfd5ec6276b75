package io.htmap.runtime.internal.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ProcessorTimesTest {
    @Test
    void readsTheTimesBehindAnyProgramName() {
        String stat = "4711 (a) b (c) R 1 2 3 4 5 6 7 8 9 10 250 31 14 15 20 0 1 0 100";

        assertThat(ProcessorTimes.parse(stat)).isEqualTo(new ProcessorTimes(2500, 310));
    }

    @Test
    void aLineThatIsTooShortSaysNothing() {
        assertThat(ProcessorTimes.parse("4711 (java) R 1 2")).isEqualTo(new ProcessorTimes(0, 0));
    }

    @Test
    void agreesWithTheJdkOnThisProcess() {
        long jdk = ProcessHandle.current()
                .info()
                .totalCpuDuration()
                .orElse(Duration.ZERO)
                .toMillis();
        ProcessorTimes own = ProcessorTimes.ofThisProcess();

        assertThat(own.userMillis() + own.systemMillis()).isBetween(jdk - 50, jdk + 2000);
    }
}
