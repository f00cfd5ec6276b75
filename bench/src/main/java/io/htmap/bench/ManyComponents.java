package io.htmap.bench;

import io.htmap.ComponentMap;
import io.htmap.Htmap;
import io.htmap.runtime.internal.io.DurableFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Many components that compute next to nothing, on the embedded scheduler. {@code ManyComponents [COMPONENTS]} */
public final class ManyComponents {
    private ManyComponents() {}

    /** Prints how long it took, and how many files there were. */
    public static void main(String[] args) throws IOException {
        int components = args.length == 0 ? 1000 : Integer.parseInt(args[0]);
        Path home = Files.createTempDirectory("htmap-bench").toRealPath();
        try (Htmap htmap = Htmap.open(home)) {
            List<Integer> inputs = IntStream.range(0, components).boxed().toList();
            long start = System.nanoTime();
            ComponentMap<Integer, Integer> map = htmap.map("many", x -> x + 1, inputs);
            double made = seconds(start);
            long filesMade = files(home);
            map.await();
            double run = seconds(start);
            int sum = 0;
            for (int output : map) {
                sum += output;
            }
            double read = seconds(start);
            check(sum, components);
            System.out.printf(
                    Locale.ROOT,
                    "components=%d java=%s made=%.1f s run=%.1f s read=%.1f s per_component=%.0f ms files_made=%d"
                            + " files_read=%d log=%d bytes%n",
                    components,
                    System.getProperty("java.version"),
                    made,
                    run,
                    read,
                    1000 * run / components,
                    filesMade,
                    files(home),
                    Files.size(map.directory().resolve("events.log")));
            map.remove();
        } finally {
            DurableFiles.deleteTree(home);
        }
    }

    private static void check(int sum, int components) {
        if (sum != components * (components + 1) / 2) {
            throw new IllegalStateException("wrong outputs: their sum is " + sum);
        }
    }

    private static double seconds(long startNanos) {
        return (System.nanoTime() - startNanos) / 1e9;
    }

    /** Files come and go while a map runs, so a look may have to be repeated. */
    private static long files(Path home) throws IOException {
        while (true) {
            try (Stream<Path> paths = Files.walk(home)) {
                return paths.filter(Files::isRegularFile).count();
            } catch (UncheckedIOException e) {
                if (!(e.getCause() instanceof NoSuchFileException)) {
                    throw e.getCause();
                }
            }
        }
    }
}
