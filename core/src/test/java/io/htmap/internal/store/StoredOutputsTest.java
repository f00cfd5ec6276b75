package io.htmap.internal.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.htmap.runtime.internal.io.DamagedRecordException;
import io.htmap.runtime.internal.io.RecordKind;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a store tells of outputs without reading them whole, and what it says when one is missing. */
class StoredOutputsTest {
    private static final int SMALL = 1 << 20;

    @TempDir
    Path temporary;

    private Path folder;
    private OutputStore store;

    @BeforeEach
    void open() {
        folder = temporary.resolve("outputs");
        store = new OutputStore(folder);
    }

    @Test
    void anOutputIsOpenedWhetherItIsSmallOrBig() throws Exception {
        append(RecordKind.VALUE, 0, 1, filled(SMALL, 1));
        append(RecordKind.ERROR, 1, 1, filled(SMALL + 1, 2));

        try (OutputStore.Opened small = store.open(0, 1).orElseThrow();
                OutputStore.Opened big = store.open(1, 1).orElseThrow()) {
            assertThat(small.kind()).isEqualTo(RecordKind.VALUE);
            assertThat(small.length()).isEqualTo(SMALL);
            assertThat(small.bytes().readAllBytes()).isEqualTo(filled(SMALL, 1));
            assertThat(big.kind()).isEqualTo(RecordKind.ERROR);
            assertThat(big.length()).isEqualTo(SMALL + 1);
            assertThat(big.bytes().readAllBytes()).isEqualTo(filled(SMALL + 1, 2));
        }
        assertThat(store.open(2, 1)).isEmpty();
    }

    @Test
    void aBigOutputThatIsDamagedIsNotOpened() throws Exception {
        append(RecordKind.VALUE, 0, 1, filled(SMALL + 1, 1));
        overwrite(OutputStore.shard(folder, 0), SMALL / 2);

        assertThatExceptionOfType(DamagedRecordException.class).isThrownBy(() -> store.open(0, 1));
        assertThatExceptionOfType(DamagedRecordException.class).isThrownBy(() -> store.kindOfOutput(0, 1));
    }

    @Test
    void theKindOfAnOutputIsToldWithoutKeepingIt() throws Exception {
        append(RecordKind.VALUE, 0, 1, filled(10, 1));
        append(RecordKind.ERROR, 1, 1, filled(10, 1));

        assertThat(store.kindOfOutput(0, 1)).contains(RecordKind.VALUE);
        assertThat(store.kindOfOutput(1, 1)).contains(RecordKind.ERROR);
        assertThat(store.kindOfOutput(2, 1)).isEmpty();
    }

    @Test
    void anOutputIsNoticedWhereItIsTheFirstOfAllRecordsAndByAStoreThatReadNothingYet() throws Exception {
        append(RecordKind.VALUE, 0, 1, filled(10, 1));

        assertThat(store.hasOutput(0)).isTrue();
    }

    @Test
    void anAttemptIsClosedByItsOutputOrItsEnd() throws Exception {
        append(RecordKind.VALUE, 0, 2, filled(1, 1));
        append(RecordKind.ERROR, 1, 1, filled(1, 1));
        append(RecordKind.END, 2, 1, new byte[0]);
        append(RecordKind.STDOUT, 3, 1, filled(1, 1));

        assertThat(store.isClosed(0, 2)).isTrue();
        assertThat(store.isClosed(0, 1)).isFalse();
        assertThat(store.isClosed(1, 1)).isTrue();
        assertThat(store.isClosed(2, 1)).isTrue();
        assertThat(store.isClosed(2, 2)).isFalse();
        assertThat(store.isClosed(3, 1)).isFalse();
        assertThat(store.isClosed(4, 1)).isFalse();
    }

    @Test
    void whatIsWrongIsToldWithThePlace() throws Exception {
        append(RecordKind.STDOUT, 0, 1, filled(100, 1));
        Path shard = OutputStore.shard(folder, 0);
        assertThat(store.hasOutput(0)).isFalse();
        assertThat(store.damage())
                .isEqualTo(OutputStore.shard(folder, 1) + " is missing, or what stands before it was cut");

        long size = Files.size(shard);
        cut(shard, size - 1);
        assertThat(store.damage()).isEqualTo(shard + " is damaged at byte " + (size - 1));
        Files.delete(shard);
        assertThat(store.damage()).isEqualTo(shard + " is missing");
    }

    @Test
    void damageWithWholeRecordsBehindItIsToldFirst() throws Exception {
        append(RecordKind.STDOUT, 0, 1, filled(100, 1));
        long second = Files.size(OutputStore.shard(folder, 0));
        append(RecordKind.STDOUT, 1, 1, filled(100, 1));
        append(RecordKind.VALUE, 2, 1, filled(100, 1));
        overwrite(OutputStore.shard(folder, 0), second);

        assertThat(store.hasOutput(2)).isTrue();
        assertThat(store.damage()).isEqualTo(OutputStore.shard(folder, 0) + " is damaged at byte " + second);
    }

    @Test
    void onlyNumberedFilesAreShards() throws Exception {
        Files.createDirectories(folder);
        for (String name : new String[] {"000001", "000000", "12345", "000002.tmp", "x000003"}) {
            Files.createFile(folder.resolve(name));
        }

        assertThat(OutputStore.shards(folder)).containsExactly(folder.resolve("000000"), folder.resolve("000001"));
        assertThat(OutputStore.number(OutputStore.shard(folder, 1234567))).isEqualTo(1234567);
        assertThat(OutputStore.shards(folder.resolve("none"))).isEmpty();
    }

    private void append(RecordKind kind, int component, int attempt, byte[] payload) throws IOException {
        try (OutputAppender appender = new OutputAppender(folder)) {
            appender.append(kind, component, attempt, payload);
            appender.force();
        }
    }

    private static byte[] filled(int size, int content) {
        byte[] bytes = new byte[size];
        Arrays.fill(bytes, (byte) content);
        return bytes;
    }

    private static void overwrite(Path file, long offset) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.wrap(new byte[] {99}), offset);
        }
    }

    private static void cut(Path file, long size) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.truncate(size);
        }
    }
}
