package io.htmap.condor.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.htmap.ComponentHeldException;
import io.htmap.ComponentMap;
import io.htmap.MapOptions;
import io.htmap.internal.store.MapDirectory;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whoever waits for a component that HTCondor will release with more memory goes on waiting. */
class HeldForMemoryTest {
    private static final Duration SOON = Duration.ofMillis(200);

    private static final String RELEASED = "013 (007.000.000) 2026-11-27 05:15:51 Job was released.\n\tby me\n...\n";

    @TempDir
    private Path folder;

    private ScriptedPool pool;
    private MapDirectory map;

    private ComponentMap<Integer, Integer> held(MapOptions.Builder options, LocalDateTime when, int code)
            throws IOException {
        pool = new ScriptedPool(folder);
        map = pool.create(2, options);
        ScriptedPool.log(map, ScriptedPool.submitted(0), ScriptedPool.submitted(1), ScriptedPool.executing(0));
        hold(0, when, code);
        return pool.open(map);
    }

    private void start(String executing) throws IOException {
        pool = new ScriptedPool(folder);
        map = pool.create(1, upTo(200));
        ScriptedPool.log(map, ScriptedPool.submitted(0), executing);
    }

    private void hold(int component, LocalDateTime when, int code) throws IOException {
        ScriptedPool.log(map, held(component, when, code));
    }

    private static String held(int component, LocalDateTime when, int code) {
        String time = when.format(DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss"));
        return "012 (007.00" + component + ".000) " + time + " Job was held.\n\tmemory usage exceeded request_memory\n"
                + "\tCode " + code + " Subcode 102\n...\n";
    }

    private static MapOptions.Builder upTo(long megabytes) {
        return MapOptions.builder().memoryMb(100).maxMemoryMb(megabytes);
    }

    @Test
    void waitsGoOn() throws Exception {
        ComponentMap<Integer, Integer> open = held(upTo(200), LocalDateTime.now(), 34);

        assertThatThrownBy(() -> open.get(0, SOON)).isInstanceOf(TimeoutException.class);
        assertThatThrownBy(() -> open.await(SOON)).isInstanceOf(TimeoutException.class);
        assertThat(open.getNow(0)).isEmpty();
        assertThat(open.holdReason(0).orElseThrow().reason()).endsWith("(option maxMemoryMb)");
    }

    @Test
    void whatTheSlotHadCountsNotHowManyFailed() throws Exception {
        start(ScriptedPool.executing(0, 100));
        hold(0, LocalDateTime.now().minusMinutes(2), 3);
        ScriptedPool.log(map, RELEASED, ScriptedPool.executing(0, 100).replace(":40", ":51"));
        hold(0, LocalDateTime.now(), 34);
        ComponentMap<Integer, Integer> open = pool.open(map);

        assertThat(open.getNow(0)).isEmpty();
        assertThat(open.holdReason(0).orElseThrow().reason()).endsWith("more memory, 200 MB (option maxMemoryMb)");
    }

    @Test
    void theyEndWhereTheSlotHadAll() throws Exception {
        start(ScriptedPool.executing(0, 256));
        hold(0, LocalDateTime.now(), 34);
        ComponentMap<Integer, Integer> open = pool.open(map);

        assertThatThrownBy(() -> open.get(0, SOON)).isInstanceOf(ComponentHeldException.class);
    }

    /** As of a version of HTCondor that does not log what slots have. */
    @Test
    void whatWasBeforeARerunDoesNotCount() throws Exception {
        start(ScriptedPool.executing(0));
        hold(0, LocalDateTime.now().minusMinutes(2), 34);
        ScriptedPool.log(map, RELEASED, ScriptedPool.executing(0).replace(":40", ":51"));
        ScriptedPool.log(map, inCluster8(ScriptedPool.submitted(0)), inCluster8(ScriptedPool.executing(0)));
        ScriptedPool.log(map, inCluster8(held(0, LocalDateTime.now(), 34)));
        ComponentMap<Integer, Integer> open = pool.open(map);

        assertThat(open.getNow(0)).isEmpty();
    }

    private static String inCluster8(String event) {
        return event.replace("(007.", "(008.");
    }

    @Test
    void butNotForAnotherThatNobodyReleases() throws Exception {
        ComponentMap<Integer, Integer> open = held(upTo(200), LocalDateTime.now(), 34);
        hold(1, LocalDateTime.now(), 1);

        assertThatThrownBy(() -> open.await(SOON))
                .isInstanceOf(ComponentHeldException.class)
                .hasMessageContaining("component 1");
    }

    @Test
    void theyEndWhereNothingWillCome() throws Exception {
        ComponentMap<Integer, Integer> open = held(upTo(100), LocalDateTime.now(), 34);

        assertThatThrownBy(() -> open.get(0, SOON))
                .isInstanceOf(ComponentHeldException.class)
                .hasMessageContaining("htmap edit memory");
    }

    @Test
    void theyEndWhereHTCondorDoesNotReleaseIt() throws Exception {
        ComponentMap<Integer, Integer> open =
                held(upTo(200), LocalDateTime.now().minusHours(1), 34);

        assertThatThrownBy(() -> open.get(0, SOON)).isInstanceOf(ComponentHeldException.class);
    }
}
