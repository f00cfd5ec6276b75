package io.htmap.powercut;

import static org.assertj.core.api.Assertions.assertThat;

import io.htmap.internal.store.OutputAppender;
import io.htmap.internal.store.OutputStore;
import io.htmap.powercut.child.AppendOutputs;
import io.htmap.runtime.internal.io.DamagedRecordException;
import io.htmap.runtime.internal.io.RecordKind;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("process")
class OutputPowerCutTest {
    private static final int COMPONENTS = 6;

    @TempDir
    Path work;

    @Test
    void anOutputIsThereWholeOrNotAtAll() throws Exception {
        Recorder recorder = new Recorder(work).run(AppendOutputs.class, "0").run(AppendOutputs.class, "3");

        assertThat(new OrderRules(recorder, file -> true).violations()).isEmpty();
        int images = Replay.everything(recorder).show(OutputPowerCutTest::read);
        System.out.println(
                "power cuts: outputs: " + recorder.operations().size() + " operations, " + images + " images");
        assertThat(images).isGreaterThan(50);
    }

    private static void read(Path found, List<String> said) throws Exception {
        check(new OutputStore(found.resolve("outputs")), said.size());

        // whoever brings attempts home goes on: those that were not stored are stored again
        try (OutputAppender outputs = new OutputAppender(found.resolve("outputs"))) {
            for (int component = said.size(); component <= COMPONENTS; component++) {
                AppendOutputs.append(outputs, component);
            }
            outputs.force();
        }
        check(new OutputStore(found.resolve("outputs")), COMPONENTS + 1);
    }

    private static void check(OutputStore store, int stored) throws Exception {
        for (int component = 0; component <= COMPONENTS; component++) {
            byte[] expected = AppendOutputs.payload(component);
            int which = component;
            Optional<byte[]> output = read(() -> store.output(which).map(OutputStore.Output::payload));
            Optional<byte[]> stdout = read(() -> store.ofAttempt(RecordKind.STDOUT, which, 1));
            output.ifPresent(there -> assertThat(there).isEqualTo(expected));
            stdout.ifPresent(there -> assertThat(there).isEqualTo(expected));
            if (component < stored) {
                assertThat(output).as("output %d", component).isPresent();
                assertThat(stdout).as("standard output %d", component).isPresent();
            }
        }
    }

    /** What was not forced may be damaged; it is found to be, and is as good as not there. */
    private static Optional<byte[]> read(Callable<Optional<byte[]>> reading) throws Exception {
        try {
            return reading.call();
        } catch (DamagedRecordException damaged) {
            return Optional.empty();
        }
    }
}
