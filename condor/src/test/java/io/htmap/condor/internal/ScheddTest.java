package io.htmap.condor.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.htmap.spi.ComponentSet;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ScheddTest {
    private static Schedd schedd(Map<String, String> environment) {
        return new Schedd(new CondorTools(environment), environment);
    }

    @Test
    void onlyANamedScheddIsElsewhere() {
        assertThat(schedd(Map.of()).isElsewhere()).isFalse();
        assertThat(schedd(Map.of("HTMAP_CONDOR_POOL", "cm")).isElsewhere()).isFalse();
        assertThat(schedd(Map.of("HTMAP_CONDOR_POOL", "cm", "HTMAP_CONDOR_SCHEDD", "ap"))
                        .isElsewhere())
                .isTrue();
    }

    @Test
    void rangesOfComponentsBecomeComparisons() {
        assertThat(Schedd.procs(ComponentSet.of(7))).isEqualTo("ProcId == 7");
        assertThat(Schedd.procs(ComponentSet.parse("0-4,7,9-10")))
                .isEqualTo("(ProcId >= 0 && ProcId <= 10) &&"
                        + " ((ProcId >= 0 && ProcId <= 4) || ProcId == 7 || (ProcId >= 9 && ProcId <= 10))");
    }

    @Test
    void manyScatteredComponentsAreCutIntoPartsThatFitIntoAnArgument() {
        ComponentSet scattered = ComponentSet.of(
                IntStream.range(0, 10_000).map(i -> 1_000_000 + 2 * i).toArray());

        List<ComponentSet> parts = Schedd.parts(scattered);

        assertThat(parts)
                .allMatch(part -> Schedd.procs(part).length() < 100_000)
                .hasSize(10);
        assertThat(parts.stream().reduce(ComponentSet.of(), ComponentSet::with)).isEqualTo(scattered);
    }
}
