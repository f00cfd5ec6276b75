package io.htmap.powercut;

import io.htmap.runtime.internal.io.DurableFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** Cuts the power after each operation in turn, and shows what the disk may hold then to readers. */
final class Replay {
    /** Reads what a power cut left. */
    @FunctionalInterface
    interface Reader {
        /**
         * @param found holds what was found on the disk; may be changed
         * @param said what the programs had said before the cut
         * @throws Exception or Error, when anything else than the old state or the new one is found
         */
        void read(Path found, List<String> said) throws Exception;
    }

    private static final int ALL_SUBSETS_UP_TO = 4;

    private final List<Operation> operations;
    private final int from;
    private final int subsets;
    private final double share;
    private final Random random;
    private final Set<String> seen = new HashSet<>();
    private int images;

    /**
     * @param from the first operation after which there may be a cut
     * @param subsets how many sets of the unforced changes of names to try at each cut, where there are many
     * @param share of the images to look at
     */
    Replay(List<Operation> operations, int from, int subsets, double share, long seed) {
        this.operations = operations;
        this.from = from;
        this.subsets = subsets;
        this.share = share;
        this.random = new Random(seed);
    }

    static Replay everything(Recorder recorder) {
        return new Replay(recorder.operations(), recorder.durableFrom(), 16, 1, 1);
    }

    /** Shows all images to a reader; returns how many there were. */
    int show(Reader reader) throws IOException {
        Disk disk = new Disk();
        List<String> said = new ArrayList<>();
        IdentityHashMap<byte[], byte[]> digests = new IdentityHashMap<>();
        for (int cut = 0; cut <= operations.size(); cut++) {
            if (cut >= from) {
                showCut(disk, cut, List.copyOf(said), reader, digests);
            }
            if (cut < operations.size()) {
                disk.apply(operations.get(cut));
                if (operations.get(cut) instanceof Operation.Said saying) {
                    said.add(saying.what());
                }
            }
        }
        return images;
    }

    private void showCut(Disk disk, int cut, List<String> said, Reader reader, IdentityHashMap<byte[], byte[]> digests)
            throws IOException {
        for (boolean[] names : nameSubsets(disk.pendingNames().size())) {
            for (Kept kept : Kept.values()) {
                if (random.nextDouble() < share) {
                    show(disk.image(names, file -> kept), cut, names, kept.toString(), said, reader, digests);
                }
            }
            long seed = random.nextLong();
            if (disk.withPendingContent().size() > 1 && random.nextDouble() < share) {
                Image mixed =
                        disk.image(names, file -> Kept.values()[new Random(seed + file).nextInt(Kept.values().length)]);
                show(mixed, cut, names, "mixed", said, reader, digests);
            }
        }
    }

    private void show(
            Image image,
            int cut,
            boolean[] names,
            String kept,
            List<String> said,
            Reader reader,
            IdentityHashMap<byte[], byte[]> digests)
            throws IOException {
        if (!seen.add(image.digest(digests) + said.size())) {
            return;
        }
        images++;
        Path folder = Files.createTempDirectory(memory(), "powercut");
        try {
            image.writeTo(folder);
            reader.read(folder, said);
        } catch (Exception | AssertionError e) {
            throw new AssertionError(explain(image, cut, names, kept, said), e);
        } finally {
            DurableFiles.deleteTree(folder);
        }
    }

    /** Images are many and live shortly. */
    private static Path memory() {
        Path memory = Path.of("/dev/shm");
        return Files.isWritable(memory) ? memory : Path.of(System.getProperty("java.io.tmpdir"));
    }

    private Set<boolean[]> nameSubsets(int count) {
        Set<boolean[]> chosen = new LinkedHashSet<>();
        if (count <= ALL_SUBSETS_UP_TO) {
            for (int bits = 0; bits < 1 << count; bits++) {
                chosen.add(subset(count, bits));
            }
            return chosen;
        }
        boolean[] all = new boolean[count];
        Arrays.fill(all, true);
        chosen.add(new boolean[count]);
        chosen.add(all);
        while (chosen.size() < subsets) {
            boolean[] some = new boolean[count];
            boolean inOrder = random.nextBoolean();
            int upTo = random.nextInt(count);
            for (int i = 0; i < count; i++) {
                some[i] = inOrder ? i < upTo : random.nextBoolean();
            }
            chosen.add(some);
        }
        return chosen;
    }

    private static boolean[] subset(int count, int bits) {
        boolean[] some = new boolean[count];
        for (int i = 0; i < count; i++) {
            some[i] = (bits >> i & 1) == 1;
        }
        return some;
    }

    private String explain(Image image, int cut, boolean[] names, String kept, List<String> said) {
        StringBuilder text = new StringBuilder("power cut after operation " + cut + ", unforced names kept: "
                + Arrays.toString(names) + ", unforced content kept: " + kept + "\nsaid: " + said + "\noperations:\n");
        for (int i = Math.max(0, cut - 25); i < cut; i++) {
            text.append("  ").append(i).append(' ').append(operations.get(i)).append('\n');
        }
        text.append("found:\n");
        image.files().forEach((path, bytes) -> text.append("  ")
                .append(path)
                .append(bytes == Image.FOLDER ? "/" : " " + bytes.length)
                .append('\n'));
        return text.toString();
    }
}
