package io.htmap.badinput;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import example.capture.Trace;
import io.htmap.ComponentMap;
import io.htmap.Htmap;
import io.htmap.RefusedOutputException;
import io.htmap.Status;
import io.htmap.internal.store.MapDirectory;
import io.htmap.internal.store.OutputStore;
import io.htmap.runtime.internal.io.RecordKind;
import io.htmap.runtime.internal.io.RecordWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Outputs that a hostile node has made, whole and with right checksums: whoever reads them is told, and nothing runs. */
@Tag("process")
class HostileOutputTest {
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final String GADGET = "example.hostile.Gadget";

    @TempDir
    static Path folder;

    private static Htmap htmap;
    private static ComponentMap<String, Integer> hostile;

    @BeforeAll
    static void makeMap() throws Exception {
        htmap = Htmap.open(folder.resolve("home"));
        hostile = htmap.map(
                "hostile", HostileWork::leavesGadget, List.of("as it is", "as a key", "in a list"), Small.OPTIONS);
        hostile.await(LONG);
    }

    @AfterAll
    static void stop() throws IOException {
        htmap.close();
        Schedulers.stop(htmap.home());
    }

    @BeforeEach
    void forgetTraces() {
        Trace.take();
    }

    @Test
    void whatAHostileComponentLeftIsRefusedByEveryWayToReadIt() {
        assertThat(hostile.statuses()).containsOnly(Status.COMPLETED);
        for (int component = 0; component < hostile.size(); component++) {
            int each = component;
            assertRefused(() -> hostile.get(each));
            assertRefused(() -> hostile.get(each, LONG));
            assertRefused(() -> hostile.getNow(each));
        }
        assertRefused(() -> hostile.iterator().next());
        assertRefused(() -> hostile.asAvailable().iterator().next());
        assertThat(hostile.stdout(0)).isEmpty();
        assertThat(Trace.take()).isEmpty();
    }

    @Test
    void whatWasPutInPlaceOfAStoredOutputIsRefused() throws Exception {
        ComponentMap<Integer, Integer> map = htmap.map("tampered", Work::tenfold, List.of(4), Small.OPTIONS);
        assertThat(map.get(0, LONG)).isEqualTo(40);
        replaceOutput(map, gadget(1));

        ComponentMap<Integer, Integer> later = htmap.load("tampered");

        assertRefused(() -> later.get(0));
        assertRefused(() -> later.iterator().next());
        assertRefused(() -> later.asAvailable().iterator().next());
        assertThat(Trace.take()).isEmpty();
    }

    /** The same outputs do act where somebody has allowed them: the tests above cannot pass by accident. */
    @Test
    void theSameOutputsActWhereTheyAreAllowed() {
        ComponentMap<String, Object> careless = htmap.load("hostile", "example.hostile");

        assertThat(careless.get(1)).isInstanceOf(java.util.Map.class);

        assertThat(Trace.take()).contains("read", "hashed");
    }

    private static void assertRefused(ThrowingCallable reading) {
        assertThatThrownBy(reading)
                .isInstanceOf(RefusedOutputException.class)
                .hasMessageContaining(" holds a " + GADGET + ", which this map does not allow")
                .hasMessageNotContaining("\n")
                .satisfies(e ->
                        assertThat(((RefusedOutputException) e).refusedClass()).isEqualTo(GADGET));
    }

    private static byte[] gadget(int component) throws IOException {
        OutputStore outputs = new OutputStore(new MapDirectory(hostile.directory()).outputs());
        return outputs.output(component).orElseThrow().payload();
    }

    private static void replaceOutput(ComponentMap<?, ?> map, byte[] payload) throws IOException {
        Path shard = new MapDirectory(map.directory()).outputs().resolve("000000");
        Files.delete(shard);
        try (RecordWriter writer = RecordWriter.create(shard)) {
            writer.append(RecordKind.VALUE, 0, 1, payload);
        }
    }
}
