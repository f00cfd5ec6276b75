package io.htmap.disruption;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Functions without what the library does for them, to see that the matrix notices. */
public final class Unfit {
    private Unfit() {}

    static long savesNothing() throws IOException {
        Steps state = new Steps(0, 0);
        while (!state.isLast()) {
            state = state.next();
            Stage.current().writing(state.step());
        }
        return state.value();
    }

    /** The file that such a function keeps its state in: no eviction takes it away, and nothing else protects it. */
    public static Path file(Path folder, int component) {
        return folder.resolve("state-" + component);
    }

    static long inPlace(Stage stage) throws IOException {
        Path file = file(stage.folder(), stage.component());
        Steps state = read(file);
        stage.found(state.step());
        if (stage.tried().fitness() == Case.Fitness.CONSUMES) {
            Files.deleteIfExists(file);
        }
        while (!state.isLast()) {
            state = state.next();
            Files.writeString(file, state.step() + " ");
            stage.writing(state.step());
            Files.writeString(file, String.format("%040d", state.value()), StandardOpenOption.APPEND);
        }
        return state.value();
    }

    private static Steps read(Path file) throws IOException {
        try {
            String[] words = Files.readString(file).split(" ", 2);
            return new Steps(Integer.parseInt(words[0]), Long.parseLong(words[1]));
        } catch (NoSuchFileException first) {
            return new Steps(0, 0);
        }
    }
}
