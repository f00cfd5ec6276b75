package io.htmap.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.htmap.AttemptEnd;
import io.htmap.ComponentMap;
import io.htmap.HtmapException;
import io.htmap.Status;
import io.htmap.testing.Gate;
import io.htmap.testing.Trace;
import io.htmap.testing.Trace.What;
import io.htmap.testing.Waits;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What components ask for can be changed after their map was made. */
public abstract class SchedulerRequestsContract extends SchedulerFixture {
    @Test
    void oneThatRanOutOfMemoryIsGivenMoreAndCompletes() throws Exception {
        ComponentMap<Integer, Integer> map = htmap().map(
                        "more",
                        ContractFunctions::needsMemory,
                        List.of(1, 250),
                        fillable().build());
        map.awaitStatus(1, Status.HELD, Waits.LONG);
        map.awaitStatus(0, Status.COMPLETED, Waits.LONG);

        assertThat(map.setMemoryMb(512)).isEqualTo(1);
        assertThat(map.setDiskMb(2000, 0, 1)).isEqualTo(1);
        assertThat(map.status(1)).isEqualTo(Status.HELD);
        assertThat(map.release()).isEqualTo(1);

        assertThat(map.get(1, Waits.LONG)).isEqualTo(250);
        assertEnds(map, 1, AttemptEnd.FAILED, AttemptEnd.COMPLETED);
        assertThat(map.setMemoryMb(1024)).isZero();
        assertThat(map.setDiskMb(1024, 1)).isZero();
    }

    @Test
    void oneThatRunsKeepsWhatItHasUntilItsNextAttempt() throws Exception {
        ContractFunctions.Heap function = new ContractFunctions.Heap(Gate.in(shared()), Trace.in(shared()));
        ComponentMap<Integer, Long> map =
                htmap().map("heap", function, List.of(0, 1), options().build());
        function.trace().await(0, 1, What.STARTED, 0);
        function.trace().await(1, 1, What.STARTED, 0);

        assertThat(map.setMemoryMb(256)).isEqualTo(2);
        assertThat(map.vacate(1)).isEqualTo(1);
        function.trace().await(1, 2, What.STARTED, 0);
        function.gate().open();

        assertThat(map.get(0, Waits.LONG)).isLessThan(128);
        assertThat(map.get(1, Waits.LONG)).isBetween(129L, 256L);
        assertEnds(map, 0, AttemptEnd.COMPLETED);
    }

    @Test
    void nonsenseIsRefused() throws Exception {
        ComponentMap<Integer, Integer> map =
                htmap().map("refused", x -> x, List.of(1), options().build());

        assertThatThrownBy(() -> map.setMemoryMb(63))
                .isInstanceOf(HtmapException.class)
                .hasMessage("option memoryMb is 63; the least is 64");
        assertThatThrownBy(() -> map.setDiskMb(0, 0)).isInstanceOf(HtmapException.class);
        assertThatThrownBy(() -> map.setMemoryMb(256, 1)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThat(map.get(0, Waits.LONG)).isEqualTo(1);
    }
}
