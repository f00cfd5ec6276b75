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

        assertThat(StatusTable.render(counts))
                .isEqualTo(
                        """
            TAG         TOTAL  IDLE  RUNNING  SUSPENDED  HELD  ERRORED  COMPLETED
            a         1000000     0        0          0     0        0    1000000
            long-tag       32    30        0          2     0        0          0
            """);
    }

    @Test
    void withoutMapsItSaysSo() {
        assertThat(StatusTable.render(Map.of())).isEqualTo("no maps\n");
    }
}
