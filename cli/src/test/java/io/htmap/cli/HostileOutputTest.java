package io.htmap.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import example.hostile.Gadget;
import io.htmap.ComponentMap;
import io.htmap.Htmap;
import io.htmap.RefusedOutputException;
import io.htmap.runtime.Component;
import io.htmap.runtime.internal.io.RecordKind;
import io.htmap.runtime.internal.io.RecordWriter;
import java.io.ByteArrayOutputStream;
import java.io.ObjectOutputStream;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** No command runs code of an output that a hostile node has left in place of the function's. */
@Tag("process")
class HostileOutputTest {
    @TempDir
    private Path folder;

    /** Leaves an output of its own, whole and with a right checksum, and ends before the runner writes another one. */
    private static int leavesGadget(int input) throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(new Gadget());
        }
        try (RecordWriter writer = RecordWriter.create(Path.of("../out/output"))) {
            writer.append(RecordKind.VALUE, Component.index(), Component.attempt(), bytes.toByteArray());
            writer.force();
        }
        Runtime.getRuntime().halt(0);
        return input;
    }

    @Test
    void noCommandReadsIt() {
        try (TestHome home = new TestHome(folder.resolve("home"));
                Htmap htmap = home.open()) {
            ComponentMap<Integer, Integer> map = htmap.map("m", HostileOutputTest::leavesGadget, List.of(1));

            assertThat(home.htmap("wait m").code()).isZero();
            for (String command : List.of("status m", "components m", "errors m", "stdout m 0", "stderr m 0")) {
                assertThat(home.htmap(command).code()).as(command).isZero();
            }
            assertThatThrownBy(() -> map.get(0))
                    .isInstanceOfSatisfying(RefusedOutputException.class, refused -> assertThat(refused.refusedClass())
                            .isEqualTo("example.hostile.Gadget"));
            assertThat(System.getProperty(Gadget.TRACE)).isNull();
            // it does act where it is allowed, so it is there
            assertThat(htmap.<Integer, Object>load("m", "example.hostile").get(0))
                    .isInstanceOf(Gadget.class);
            assertThat(System.getProperty(Gadget.TRACE)).isEqualTo("read");
        } finally {
            System.clearProperty(Gadget.TRACE);
        }
    }
}
