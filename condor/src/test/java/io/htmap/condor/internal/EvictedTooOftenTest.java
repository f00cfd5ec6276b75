package io.htmap.condor.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.htmap.AttemptEnd;
import io.htmap.ComponentMap;
import io.htmap.Hold;
import io.htmap.internal.store.MapDirectory;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** HTCondor holds one that was evicted too often, and does not know how often that was. */
class EvictedTooOftenTest {
    private static final String EVICTED =
            "004 (007.000.000) 2026-11-27 05:15:50 Job was evicted.\n\t(0) CPU times\n...\n";

    /** Within the time in which a hold tells why a job was evicted. */
    private static final String HELD = "012 (007.000.000) 2026-11-27 05:15:51 Job was held.\n"
            + "\tit was evicted as often as it may be (option maxEvictions), so it is held\n"
            + "\tCode 3 Subcode 99\n...\n";

    @TempDir
    private Path folder;

    private ScriptedPool pool;
    private MapDirectory map;

    @BeforeEach
    void makeMap() throws IOException {
        pool = new ScriptedPool(folder);
        map = pool.create(1);
        ScriptedPool.log(map, ScriptedPool.submitted(0), ScriptedPool.executing(0));
    }

    @Test
    void itsReasonTellsHowOften() throws IOException {
        ScriptedPool.log(map, EVICTED, ScriptedPool.executing(0).replace(":40", ":51"), EVICTED.replace(":50", ":51"));
        ScriptedPool.log(map, HELD);

        ComponentMap<Integer, Integer> open = pool.open(map);

        assertThat(open.holdReason(0))
                .contains(new Hold("it was evicted 2 times (option maxEvictions), so it is held", 3, 2));
        assertThat(open.holdReason(0).orElseThrow().advice()).contains("be evicted as often once more");
        assertThat(open.attempts(0))
                .extracting(attempt -> attempt.how().orElseThrow())
                .containsExactly(AttemptEnd.EVICTED, AttemptEnd.EVICTED);
    }

    /** As by a schedd that looks at its jobs once a minute. */
    @Test
    void theAttemptsReasonTellsItHoweverLateItIsHeld() throws IOException {
        ScriptedPool.log(map, EVICTED, HELD.replace("05:15:51", "05:16:50"));

        assertThat(pool.open(map).attempts(0)).singleElement().satisfies(attempt -> assertThat(attempt.reason())
                .contains("option maxEvictions"));
    }

    @Test
    void thoseBeforeARerunDoNotCount() throws IOException {
        ScriptedPool.log(map, EVICTED);
        ScriptedPool.log(map, inCluster8(ScriptedPool.submitted(0)), inCluster8(ScriptedPool.executing(0)));
        ScriptedPool.log(map, inCluster8(EVICTED), inCluster8(HELD));

        assertThat(pool.open(map).holdReason(0))
                .contains(new Hold("it was evicted once (option maxEvictions), so it is held", 3, 1));
    }

    private static String inCluster8(String event) {
        return event.replace("(007.", "(008.");
    }

    /** As by a version of HTCondor that does not tell its schedd the exit code of an eviction. */
    @Test
    void anAttemptThatOnlySaysSoIsNoEviction() throws IOException {
        ScriptedPool.log(map, EVICTED, ScriptedPool.executing(0).replace(":40", ":51"), HELD);

        assertThat(pool.open(map).attempts(0))
                .extracting(attempt -> attempt.how().orElseThrow())
                .containsExactly(AttemptEnd.EVICTED, AttemptEnd.FAILED);
        assertThat(pool.open(map).holdReason(0).orElseThrow().subcode()).isEqualTo(1);
    }
}
