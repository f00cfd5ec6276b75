package io.htmap.powercut.child;

import io.htmap.internal.store.OutputAppender;
import io.htmap.runtime.internal.io.RecordKind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Packs outputs of some length into shards. */
public final class AppendOutputs {
    private AppendOutputs() {}

    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments[0]);
        Path sayings = Path.of(arguments[1]);
        int first = Integer.parseInt(arguments[2]);
        try (OutputAppender outputs = new OutputAppender(folder.resolve("outputs"))) {
            for (int component = first; component < first + 3; component++) {
                append(outputs, component);
                outputs.force();
                Say.say(sayings, "stored " + component);
            }
        }
    }

    public static void append(OutputAppender outputs, int component) throws IOException {
        outputs.append(RecordKind.STDOUT, component, 1, payload(component));
        outputs.append(RecordKind.VALUE, component, 1, payload(component));
    }

    /** The output of a component. */
    public static byte[] payload(int component) {
        return ("output " + component + "\n").repeat(100 + 70 * component).getBytes(StandardCharsets.UTF_8);
    }
}
