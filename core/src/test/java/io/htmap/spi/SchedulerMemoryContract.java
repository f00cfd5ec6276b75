package io.htmap.spi;

import static org.assertj.core.api.Assertions.assertThat;

import io.htmap.AttemptEnd;
import io.htmap.ComponentMap;
import io.htmap.MapOptions;
import io.htmap.Status;
import io.htmap.testing.Waits;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What becomes of a component that needs more memory than it has. */
public abstract class SchedulerMemoryContract extends SchedulerFixture {
    @Test
    void oneThatRunsOutOfMemoryIsGivenTwiceAsMuch() throws Exception {
        MapOptions upTo512 = fillable().maxMemoryMb(512).build();
        ComponentMap<Integer, Integer> map =
                htmap().map("grows", ContractFunctions::needsMemory, List.of(250, 1), upTo512);

        assertThat(map.get(0, Waits.LONG)).isEqualTo(250);

        assertThat(ends(map, 0)).containsExactly(AttemptEnd.FAILED, AttemptEnd.COMPLETED);
        assertThat(map.attempts(0).get(0).reason()).contains("ran out of memory");
        assertThat(map.get(1, Waits.LONG)).isEqualTo(1);
        assertThat(map.attempts(1)).hasSize(1);
    }

    @Test
    void oneThatHasHadAllTheMemoryThereIsForItIsHeld() throws Exception {
        MapOptions upTo400 = fillable().maxMemoryMb(400).build();
        ComponentMap<Integer, Integer> map =
                htmap().map("too-big", ContractFunctions::exhaustsMemory, List.of(1 << 20), upTo400);

        map.awaitStatus(0, Status.HELD, Waits.LONG);

        assertThat(ends(map, 0)).containsExactly(AttemptEnd.FAILED, AttemptEnd.FAILED);
        assertThat(map.holdReason(0).orElseThrow().reason()).contains("out of memory", "option maxMemoryMb");
        assertThat(map.holdReason(0).orElseThrow().advice()).contains("htmap edit memory");
    }
}
