package io.htmap.pool;

import io.htmap.Htmap;
import java.nio.file.Path;

/** A program of its own that runs the first component of a map again. */
final class RerunClient {
    private RerunClient() {}

    /** @param arguments the home, and the tag */
    public static void main(String[] arguments) {
        try (Htmap htmap = Htmap.open(Path.of(arguments[0]))) {
            htmap.load(arguments[1]).rerun(0);
        }
    }
}
