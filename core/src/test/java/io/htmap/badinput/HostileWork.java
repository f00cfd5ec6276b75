package io.htmap.badinput;

import io.htmap.runtime.Component;
import io.htmap.runtime.internal.io.RecordKind;
import io.htmap.runtime.internal.io.RecordWriter;
import java.io.ByteArrayOutputStream;
import java.io.ObjectOutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What a hostile node can do: it leaves an output file of its own, whole and with a right checksum. */
final class HostileWork {
    private HostileWork() {}

    /** Leaves a gadget as the output, and ends the process before the runner can write another one. */
    static int leavesGadget(String how) throws Exception {
        Object gadget =
                Class.forName("example.hostile.Gadget").getDeclaredConstructor().newInstance();
        Object output =
                switch (how) {
                    case "as it is" -> gadget;
                    case "as a key" -> new HashMap<>(Map.of(gadget, 1));
                    default -> new ArrayList<>(List.of(1, List.of(gadget)));
                };
        try (RecordWriter writer = RecordWriter.create(Path.of("../out/output"))) {
            writer.append(RecordKind.VALUE, Component.index(), Component.attempt(), bytesOf(output));
            writer.force();
        }
        Runtime.getRuntime().halt(0);
        return 0;
    }

    private static byte[] bytesOf(Object value) throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(value);
        }
        return bytes.toByteArray();
    }
}
