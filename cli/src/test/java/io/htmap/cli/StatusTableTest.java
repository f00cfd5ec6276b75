package io.htmap.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.htmap.Status;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class StatusTableTest {
    @Test
    void columnsAreAlignedAndUnusualStatusesShownWhereThereAreSome() {
        Map<String, Map<Status, Integer>> counts = new TreeMap<>();
        counts.put("a", Map.of(Status.COMPLETED, 1_000_000));
        counts.put("long-tag", Map.of(Status.SUSPENDED, 2, Status.IDLE, 30));

        assertThat(StatusTable.render(counts, Map.of("a", 0.0)))
                .isEqualTo(
                        """
            TAG         TOTAL  IDLE  RUNNING  SUSPENDED  HELD  ERRORED  COMPLETED
            a         1000000     0        0          0     0        0    1000000
            long-tag       32    30        0          2     0        0          0
            """);
    }

    @Test
    void whatIsDoneIsShownWhereAFunctionHasToldHowFarItIs() {
        Map<String, Map<Status, Integer>> counts = new TreeMap<>();
        counts.put("a", Map.of(Status.RUNNING, 2));
        counts.put("b", Map.of(Status.COMPLETED, 1, Status.IDLE, 1));

        assertThat(StatusTable.render(counts, Map.of("a", 0.9)))
                .isEqualTo(
                        """
            TAG  TOTAL  IDLE  RUNNING  HELD  ERRORED  COMPLETED  DONE
            a        2     0        2     0        0          0  45 %
            b        2     1        0     0        0          1  50 %
            """);
    }

    @Test
    void withoutMapsItSaysSo() {
        assertThat(StatusTable.render(Map.of(), Map.of())).isEqualTo("no maps\n");
    }
}
