package io.htmap.condor.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.htmap.spi.ComponentSet;
import org.junit.jupiter.api.Test;

class ScheddTest {
    @Test
    void rangesOfComponentsBecomeComparisons() {
        assertThat(Schedd.procs(ComponentSet.of(7))).isEqualTo("ProcId == 7");
        assertThat(Schedd.procs(ComponentSet.parse("0-4,7,9-10")))
                .isEqualTo("(ProcId >= 0 && ProcId <= 4) || ProcId == 7 || (ProcId >= 9 && ProcId <= 10)");
    }
}
