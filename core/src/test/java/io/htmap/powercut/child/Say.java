package io.htmap.powercut.child;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Tells the recorder, in its trace, that something is done and must not get lost any more. */
final class Say {
    private Say() {}

    static void say(Path sayings, String what) {
        try {
            Files.writeString(sayings, what + "\n", StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
