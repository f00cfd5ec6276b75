package io.htmap.runtime.internal.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.htmap.runtime.internal.io.DurableFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every way to cut, change or fake a generation: what comes back is the older one or nothing, never something wrong. */
class DamagedGenerationTest {
    private static final CommitFacts FACTS = new CommitFacts(1, 2, 3, 4);
    private static final Generation FIRST = new Generation(1, 1);

    @TempDir
    Path temporary;

    private Path folder;
    private Path again;
    private byte[] whole;
    private SortedMap<String, String> older;

    @BeforeEach
    void commitTwo() throws IOException {
        Path work = Files.createDirectories(temporary.toRealPath().resolve("work"));
        folder = temporary.resolve("checkpoints");
        again = temporary.resolve("again");
        Files.writeString(work.resolve("data"), "the older one");
        new GenerationStore(folder, 3, 1, line -> {}).commit(work, List.of(Path.of("data")), FACTS);
        older = new TreeMap<>();
        older.put("data", "rw------- the older one");
        Files.createDirectories(work.resolve("a/b"));
        Files.writeString(work.resolve("a/b/data"), "newer");
        new GenerationStore(folder, 3, 1, line -> {}).commit(work, List.of(Path.of("a"), Path.of("data")), FACTS);
        whole = Files.readAllBytes(newest());
    }

    @Test
    void fallsBackFromEveryTruncation() throws IOException {
        for (int length = 0; length < whole.length; length++) {
            assertFallsBack(Arrays.copyOf(whole, length), "cut to " + length);
        }
    }

    @Test
    void fallsBackFromEveryChangedByte() throws IOException {
        for (int i = 0; i < whole.length; i++) {
            for (int mask : new int[] {0x01, 0x80, 0xff}) {
                byte[] changed = whole.clone();
                changed[i] ^= (byte) mask;
                assertFallsBack(changed, "byte " + i + " xor " + mask);
            }
        }
    }

    @Test
    void fallsBackFromEveryInsertedOrAppendedByte() throws IOException {
        for (int i = 0; i <= whole.length; i++) {
            byte[] longer = new byte[whole.length + 1];
            System.arraycopy(whole, 0, longer, 0, i);
            System.arraycopy(whole, i, longer, i + 1, whole.length - i);
            assertFallsBack(longer, "inserted at " + i);
        }
    }

    @Test
    void fallsBackWhenHeaderAndFooterAreOfDifferentVersions() throws IOException {
        PackedSurgery.setHeaderVersion(newest(), PackedFormat.VERSION + 1);
        assertFallsBack(Files.readAllBytes(newest()), "versions");
        PackedSurgery.setVersion(newest(), 0);
        assertFallsBack(Files.readAllBytes(newest()), "version 0");
    }

    @Test
    void startsFromScratchWhenTheOlderOneIsDamagedToo() throws IOException {
        Files.write(folder.resolve("00000001-1.ckpt"), new byte[100]);
        Files.write(newest(), Arrays.copyOf(whole, whole.length / 2));
        List<String> lines = new ArrayList<>();
        Files.createDirectory(again);

        assertThat(new GenerationStore(folder, 3, 2, lines::add).restoreNewest(again))
                .isNull();
        assertThat(again).isEmptyDirectory();
        assertThat(lines).hasSize(2);
    }

    @Test
    void refusesManifestsThatPlaceBytesWrongly() throws IOException {
        int start = PackedFormat.HEADER_SIZE;
        assertRefused("its manifest places x wrongly", 5, file("x", 5, start + 1));
        assertRefused("its manifest places x wrongly", 5, file("x", 6, start));
        assertRefused("its manifest places x wrongly", 5, file("x", -1, start));
        assertRefused("its manifest places x wrongly", 5, file("x", Long.MAX_VALUE, start));
        assertRefused("it has bytes that belong to no file", 5, file("x", 4, start));
        assertRefused("it has bytes that belong to no file", 5);
        assertRefused("its manifest places y wrongly", 5, file("x", 3, start), file("y", 3, start + 3));
    }

    @Test
    void refusesManifestsThatAreNoTree() throws IOException {
        int start = PackedFormat.HEADER_SIZE;
        assertRefused("its manifest has x twice", 0, file("x", 0, start), file("x", 0, start));
        assertRefused("its manifest has x twice", 0, file("x", 0, start), folder("x"));
        assertRefused("its manifest has x twice", 0, file("x/y", 0, start), file("x", 0, start));
        assertRefused("its manifest has x/y/z inside a file", 0, file("x", 0, start), file("x/y/z", 0, start));
    }

    @Test
    void takesAFolderTwiceAndAfterItsContent() throws IOException {
        int start = PackedFormat.HEADER_SIZE;
        Manifest manifest = manifest(file("x/y", 0, start), folder("x"), folder("x"));
        Path file = write(PackedSurgery.withManifest(3, FIRST, new byte[0], manifest.encode()));
        try (PackedReader reader = PackedReader.open(file, 3, FIRST)) {
            assertThat(reader.manifest()).isEqualTo(manifest);
        }
    }

    @Test
    void refusesManifestsThatCannotBeUnderstood() throws IOException {
        byte[] good = manifest(file("x", 0, PackedFormat.HEADER_SIZE)).encode();
        for (int length = 0; length < good.length; length++) {
            assertManifestRefused("its manifest cannot be understood", Arrays.copyOf(good, length));
        }
        assertManifestRefused("its manifest cannot be understood", Arrays.copyOf(good, good.length + 1));
        int type = 4 * 3 + 8 * 4 + 4;
        byte[] unknownType = good.clone();
        unknownType[type] = 2;
        assertManifestRefused("its manifest has an entry of an unknown type", unknownType);
        byte[] unknownBits = good.clone();
        unknownBits[type + 1] = 8;
        assertManifestRefused("its manifest has an entry of an unknown type", unknownBits);
    }

    @Test
    void refusesManifestsWhoseProgressCannotBeUnderstood() throws IOException {
        int without = manifest(file("x", 0, PackedFormat.HEADER_SIZE)).encode().length;
        CommitFacts facts = new CommitFacts(1, 2, 3, 4, new Progress(5, 6, "seven"));
        byte[] good = new Manifest(3, FIRST, facts, List.of(file("x", 0, PackedFormat.HEADER_SIZE))).encode();
        for (int length = without + 1; length < good.length; length++) {
            assertManifestRefused("its manifest cannot be understood", Arrays.copyOf(good, length));
        }
        assertManifestRefused("its manifest is longer than its entries", Arrays.copyOf(good, good.length + 1));
    }

    @Test
    void refusesManifestsThatLeadOutside() throws IOException {
        byte[] good = manifest(file("aaa", 0, PackedFormat.HEADER_SIZE)).encode();
        int name = 4 * 3 + 8 * 4 + 4 + 2 + 2;
        for (String hostile : List.of("../", "/aa", "a/.", "./a")) {
            byte[] changed = good.clone();
            System.arraycopy(hostile.getBytes(java.nio.charset.StandardCharsets.US_ASCII), 0, changed, name, 3);
            assertManifestRefused("its manifest has a name that leads outside or nowhere", changed);
        }
    }

    @Test
    void refusesAManifestThatTheFooterPlacesWrongly() throws IOException {
        byte[] manifest = manifest().encode();
        byte[] file = PackedSurgery.withManifest(3, FIRST, new byte[0], manifest);
        int footer = file.length - PackedFormat.FOOTER_SIZE;
        for (long offset :
                new long[] {PackedFormat.HEADER_SIZE - 1, PackedFormat.HEADER_SIZE + 1, -1, Long.MAX_VALUE}) {
            byte[] bad = PackedFormat.footer(offset, manifest);
            System.arraycopy(bad, 0, file, footer, bad.length);
            assertRefused("its manifest is not where its footer says", file);
        }
    }

    @Property(tries = 300)
    void throwsNothingElseWhateverTheManifestSays(@ForAll @Size(max = 200) byte[] manifest) throws IOException {
        Path file = Files.createTempFile("htmap", ".ckpt");
        try {
            Files.write(file, PackedSurgery.withManifest(3, FIRST, new byte[0], manifest));
            assertThatExceptionOfType(DamagedCheckpointException.class)
                    .isThrownBy(() -> PackedReader.open(file, 3, FIRST));
            Files.write(file, manifest);
            assertThatExceptionOfType(DamagedCheckpointException.class)
                    .isThrownBy(() -> PackedReader.open(file, 3, FIRST));
        } finally {
            Files.delete(file);
        }
    }

    private void assertFallsBack(byte[] newest, String how) throws IOException {
        Files.write(newest(), newest);
        List<String> lines = new ArrayList<>();
        Files.createDirectory(again);
        Manifest restored = new GenerationStore(folder, 3, 2, lines::add).restoreNewest(again);
        assertThat(restored.generation()).as(how).isEqualTo(FIRST);
        assertThat(Tree.of(again)).as(how).isEqualTo(older);
        assertThat(lines).as(how).singleElement().asString().endsWith("falling back to generation 1");
        DurableFiles.deleteTree(again);
    }

    private void assertRefused(String message, int contentSize, Entry... entries) throws IOException {
        byte[] manifest = manifest(entries).encode();
        assertRefused(message, PackedSurgery.withManifest(3, FIRST, new byte[contentSize], manifest));
    }

    private void assertManifestRefused(String message, byte[] manifest) throws IOException {
        assertRefused(message, PackedSurgery.withManifest(3, FIRST, new byte[0], manifest));
    }

    private void assertRefused(String message, byte[] file) throws IOException {
        Path path = write(file);
        assertThatExceptionOfType(DamagedCheckpointException.class)
                .isThrownBy(() -> PackedReader.open(path, 3, FIRST))
                .withMessage(message);
    }

    private Path write(byte[] file) throws IOException {
        return Files.write(temporary.resolve("crafted.ckpt"), file);
    }

    private Path newest() {
        return folder.resolve("00000002-1.ckpt");
    }

    private static Manifest manifest(Entry... entries) {
        return new Manifest(3, FIRST, FACTS, List.of(entries));
    }

    private static Entry file(String path, long size, long offset) {
        return new Entry(Path.of(path), false, 6, size, 0, offset);
    }

    private static Entry folder(String path) {
        return new Entry(Path.of(path), true, 7, 0, 0, PackedFormat.HEADER_SIZE);
    }
}
