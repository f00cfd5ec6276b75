package io.htmap.bench;

import io.htmap.ComponentMap;
import io.htmap.Htmap;
import io.htmap.MapOptions;
import io.htmap.condor.internal.CondorSchedulerProvider;
import io.htmap.internal.store.Home;
import io.htmap.internal.store.MapDirectory;
import io.htmap.spi.Scheduler;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A program that makes one map on HTCondor and prints figures, for {@link CondorMaps}. */
public final class CondorMapClient {
    private final Path home;
    private final int count;
    private final Htmap htmap;
    private long start;

    private CondorMapClient(Path home, int count) {
        this.home = home;
        this.count = count;
        this.htmap = Htmap.open(home);
    }

    /** @param args what to do: submit, run or submission; the home folder; the number of components */
    public static void main(String[] args) throws IOException, InterruptedException {
        CondorMapClient client = new CondorMapClient(Path.of(args[1]), Integer.parseInt(args[2]));
        try (Htmap htmap = client.htmap) {
            switch (args[0]) {
                case "submit" -> client.submit();
                case "run" -> client.run();
                case "submission" -> client.submission();
                default -> throw new IllegalArgumentException(args[0]);
            }
            htmap.tags().forEach(htmap::forceRemove);
        }
        System.out.println("client="
                + CondorSchedd.megabytes(Files.readString(Path.of("/proc/self/status")))
                        .replace(' ', '_'));
    }

    private ComponentMap<Integer, Integer> map() {
        List<Integer> inputs = IntStream.range(0, count).boxed().toList();
        MapOptions small = MapOptions.builder()
                .scheduler(CondorSchedulerProvider.NAME)
                .memoryMb(128)
                .diskMb(64)
                .build();
        start = System.nanoTime();
        return htmap.map("bench", x -> x + 1, inputs, small);
    }

    private void submit() throws IOException, InterruptedException {
        ComponentMap<Integer, Integer> map = map();
        print("made", start);
        CondorSchedd.awaitFirst(map.directory().resolve("events.log"));
        print("first", start);
        String id = map.id();
        long remove = System.nanoTime();
        map.remove();
        CondorSchedd.awaitGone("HtmapMap == \"" + id + "\"");
        print("removed", remove);
    }

    private void run() throws IOException, InterruptedException {
        ComponentMap<Integer, Integer> map = map();
        FileCount files = new FileCount(map.directory());
        CondorSchedd.awaitFirst(map.directory().resolve("events.log"));
        print("first", start);
        map.await();
        print("run", start);
        long sum = 0;
        for (int output : map) {
            sum += output;
        }
        print("read", start);
        if (sum != count * (count + 1L) / 2) {
            throw new IllegalStateException("wrong outputs: their sum is " + sum);
        }
        System.out.println("peak_files=" + files.stop());
        System.out.println("final_files=" + FileCount.of(map.directory()));
    }

    /** Submits a map again that was taken out of the queue, as if nobody had submitted it yet. */
    private void submission() throws IOException, InterruptedException {
        ComponentMap<Integer, Integer> map = map();
        Path condor = map.directory().resolve("condor");
        CondorSchedd.run(
                List.of("condor_rm", Files.readString(condor.resolve("cluster")).strip()));
        CondorSchedd.awaitGone("HtmapMap == \"" + map.id() + "\"");
        try (Stream<Path> files = Files.list(condor)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.delete(file);
            }
        }
        Files.write(map.directory().resolve("events.log"), new byte[0]);
        try (Scheduler scheduler = new CondorSchedulerProvider().open(new Home(home))) {
            long begin = System.nanoTime();
            scheduler.submit(new MapDirectory(map.directory()));
            print("submission", begin);
        }
    }

    private static void print(String what, long since) {
        System.out.printf(Locale.ROOT, "%s=%.2f_s%n", what, (System.nanoTime() - since) / 1e9);
    }

    /** Looks again and again how many files there are. */
    private static final class FileCount implements Runnable {
        private final Path folder;
        private final Thread thread;
        private volatile boolean stopped;
        private volatile long peak;

        FileCount(Path folder) {
            this.folder = folder;
            this.thread = new Thread(this);
            thread.start();
        }

        static long of(Path folder) throws IOException {
            try (Stream<Path> paths = Files.walk(folder)) {
                return paths.filter(Files::isRegularFile).count();
            }
        }

        @Override
        public void run() {
            while (!stopped) {
                look();
            }
        }

        private void look() {
            try {
                peak = Math.max(peak, of(folder));
                Thread.sleep(100);
            } catch (IOException | UncheckedIOException changed) {
                // files come and go: it looks again
                return;
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }

        long stop() throws InterruptedException {
            stopped = true;
            thread.join();
            return peak;
        }
    }
}
