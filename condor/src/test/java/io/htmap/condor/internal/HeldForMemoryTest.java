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

    private void hold(int component, LocalDateTime when, int code) throws IOException {
        String time = when.format(DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss"));
        ScriptedPool.log(
                map,
                "012 (007.00" + component + ".000) " + time + " Job was held.\n\tmemory usage exceeded request_memory\n"
                        + "\tCode " + code + " Subcode 102\n...\n");
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
