package io.htmap.condor.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.htmap.internal.event.JobId;
import io.htmap.spi.ComponentSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ComponentJobsTest {
    private static final ComponentJobs ONE = ComponentJobs.of(7);
    private static final ComponentJobs THREE =
            ONE.with(9, new TreeMap<>(Map.of(2, 2, 5, 3, 8, 2))).with(12, new TreeMap<>(Map.of(5, 7, 6, 2)));

    @Test
    void inTheFirstClusterProcsAreComponents() {
        assertThat(ONE.job(4)).isEqualTo(new JobId(7, 4));
        assertThat(ONE.component(new JobId(7, 4))).hasValue(4);
        assertThat(ONE.component(new JobId(8, 4))).isEmpty();
        assertThat(ONE.first()).isEqualTo(7);
    }

    @Test
    void ofTwoJobsTheLaterOneCounts() {
        assertThat(IntStream.of(1, 2, 5, 6, 8).mapToObj(THREE::job).map(JobId::toString))
                .containsExactly("7.1", "9.0", "12.0", "12.1", "9.2");
        assertThat(THREE.component(new JobId(12, 1))).hasValue(6);
        assertThat(THREE.component(new JobId(12, 2))).isEmpty();
        assertThat(THREE.component(new JobId(9, 1))).as("5 ran again").isEmpty();
        assertThat(THREE.component(new JobId(9, 2))).hasValue(8);
        assertThat(THREE.component(new JobId(7, 8))).isEmpty();
        assertThat(THREE.first()).isEqualTo(7);
        assertThat(IntStream.of(1, 2, 5, 6).map(THREE::firstAttempt)).containsExactly(1, 2, 7, 2);
        assertThat(THREE.has(9)).isTrue();
        assertThat(THREE.has(8)).isFalse();
    }

    @Test
    void jobsThatCountNoMoreAreNobodys() {
        Schedd.Job old = new Schedd.Job(new JobId(7, 5), 5, 1, 1);
        Schedd.Job later = new Schedd.Job(new JobId(12, 0), 2, 1, 0);
        Schedd.Job other = new Schedd.Job(new JobId(7, 1), 2, 1, 0);

        assertThat(THREE.byComponent(List.of(later, old, other)))
                .hasSize(2)
                .containsEntry(5, later)
                .containsEntry(1, other);
    }

    @Test
    void eachPartIsOfOneCluster() {
        assertThat(ONE.parts(ComponentSet.parse("1-3")))
                .containsExactly(new ComponentJobs.Part(ComponentSet.parse("1-3"), "(ProcId >= 1 && ProcId <= 3)"));
        assertThat(THREE.parts(ComponentSet.parse("1-6")))
                .containsExactly(
                        new ComponentJobs.Part(
                                ComponentSet.of(5, 6), "ClusterId == 12 && ((ProcId >= 0 && ProcId <= 1))"),
                        new ComponentJobs.Part(ComponentSet.of(2), "ClusterId == 9 && (ProcId == 0)"),
                        new ComponentJobs.Part(
                                ComponentSet.of(1, 3, 4),
                                "ClusterId == 7 && ((ProcId >= 1 && ProcId <= 4) && (ProcId == 1 || (ProcId >= 3 && ProcId"
                                        + " <= 4)))"));
        assertThat(THREE.parts(ComponentSet.of())).isEmpty();
    }
}
