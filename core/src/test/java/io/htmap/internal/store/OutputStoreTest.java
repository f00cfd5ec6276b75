package io.htmap.internal.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.htmap.runtime.internal.io.DamagedRecordException;
import io.htmap.runtime.internal.io.RecordKind;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutputStoreTest {
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
    void anEmptyStoreHasNothing() throws Exception {
        assertThat(store.output(0)).isEmpty();
        assertThat(store.hasOutput(0)).isFalse();
        assertThat(store.ofAttempt(RecordKind.STDOUT, 0, 1)).isEmpty();
    }

    @Test
    void recordsComeBackByComponentAttemptAndKind() throws Exception {
        try (OutputAppender appender = new OutputAppender(folder)) {
            appender.append(RecordKind.STDOUT, 7, 1, bytes("first try"));
            appender.append(RecordKind.STDERR, 7, 1, bytes("oh"));
            appender.append(RecordKind.VALUE, 3, 1, bytes("three"));
            appender.append(RecordKind.STDOUT, 7, 2, bytes("second try"));
            appender.append(RecordKind.ERROR, 7, 2, bytes("thrown"));
            appender.force();
        }

        assertThat(text(store.ofAttempt(RecordKind.STDOUT, 7, 1).orElseThrow())).isEqualTo("first try");
        assertThat(text(store.ofAttempt(RecordKind.STDERR, 7, 1).orElseThrow())).isEqualTo("oh");
        assertThat(text(store.ofAttempt(RecordKind.STDOUT, 7, 2).orElseThrow())).isEqualTo("second try");
        assertThat(store.ofAttempt(RecordKind.STDERR, 7, 2)).isEmpty();
        assertThat(store.ofAttempt(RecordKind.STDOUT, 3, 1)).isEmpty();
        OutputStore.Output error = store.output(7).orElseThrow();
        assertThat(error.kind()).isEqualTo(RecordKind.ERROR);
        assertThat(error.attempt()).isEqualTo(2);
        assertThat(text(error.payload())).isEqualTo("thrown");
        OutputStore.Output value = store.output(3).orElseThrow();
        assertThat(value.kind()).isEqualTo(RecordKind.VALUE);
        assertThat(value.attempt()).isEqualTo(1);
        assertThat(store.hasOutput(3)).isTrue();
        assertThat(store.hasOutput(4)).isFalse();
        assertThat(store.hasOutput(8)).isFalse();
    }

    @Test
    void theFirstOfTwoOutputsCounts() throws Exception {
        try (OutputAppender appender = new OutputAppender(folder)) {
            appender.append(RecordKind.VALUE, 0, 2, bytes("first"));
            appender.append(RecordKind.VALUE, 0, 1, bytes("late"));
        }

        assertThat(text(store.output(0).orElseThrow().payload())).isEqualTo("first");
        assertThat(store.output(0).orElseThrow().attempt()).isEqualTo(2);
    }

    @Test
    void whatIsAppendedLaterIsSeenByAReaderThatIsOpen() throws Exception {
        try (OutputAppender appender = new OutputAppender(folder)) {
            for (int component = 0; component < 100; component++) {
                assertThat(store.output(component)).isEmpty();
                appender.append(RecordKind.VALUE, component, 1, bytes("v" + component));
                assertThat(text(store.output(component).orElseThrow().payload()))
                        .isEqualTo("v" + component);
            }
        }
    }

    @Test
    void anAppenderGoesOnWhereAnotherStopped() throws Exception {
        for (int component = 0; component < 3; component++) {
            try (OutputAppender appender = new OutputAppender(folder)) {
                appender.append(RecordKind.VALUE, component, 1, bytes("v" + component));
            }
        }

        assertThat(OutputStore.shards(folder)).containsExactly(folder.resolve("000000"));
        for (int component = 0; component < 3; component++) {
            assertThat(text(store.output(component).orElseThrow().payload())).isEqualTo("v" + component);
        }
    }

    @Test
    void aTornRecordIsNotSeenAndIsCutOffByTheNextAppender() throws Exception {
        try (OutputAppender appender = new OutputAppender(folder)) {
            appender.append(RecordKind.VALUE, 0, 1, bytes("whole"));
            appender.append(RecordKind.VALUE, 1, 1, bytes("torn"));
        }
        Path shard = folder.resolve("000000");
        cut(shard, Files.size(shard) - 1);

        assertThat(store.output(1)).isEmpty();
        try (OutputAppender appender = new OutputAppender(folder)) {
            appender.append(RecordKind.VALUE, 1, 2, bytes("again"));
        }

        assertThat(text(store.output(0).orElseThrow().payload())).isEqualTo("whole");
        assertThat(text(store.output(1).orElseThrow().payload())).isEqualTo("again");
    }

    @Test
    void anEmptyShardOfACrashIsStartedAnew() throws Exception {
        Files.createDirectories(folder);
        Files.createFile(folder.resolve("000000"));

        assertThat(store.output(0)).isEmpty();
        try (OutputAppender appender = new OutputAppender(folder)) {
            appender.append(RecordKind.VALUE, 0, 1, bytes("v"));
        }

        assertThat(text(store.output(0).orElseThrow().payload())).isEqualTo("v");
    }

    @Test
    void aPartOfAFileIsPacked() throws Exception {
        Path file = temporary.resolve("stdout");
        Files.writeString(file, "0123456789");
        try (FileChannel source = FileChannel.open(file);
                OutputAppender appender = new OutputAppender(folder)) {
            appender.append(RecordKind.STDOUT, 0, 1, source, 2, 5);
        }

        assertThat(text(store.ofAttempt(RecordKind.STDOUT, 0, 1).orElseThrow())).isEqualTo("23456");
    }

    @Test
    void aFullShardIsFollowedByAnother() throws Exception {
        byte[] big = new byte[33 << 20];
        try (OutputAppender appender = new OutputAppender(folder)) {
            for (int component = 0; component < 3; component++) {
                appender.append(RecordKind.VALUE, component, 1, big);
            }
            appender.force();
        }

        assertThat(OutputStore.shards(folder)).hasSize(2);
        assertThat(store.output(2).orElseThrow().payload()).hasSize(big.length);
        assertThat(store.output(0).orElseThrow().payload()).hasSize(big.length);
        try (OutputAppender appender = new OutputAppender(folder)) {
            appender.append(RecordKind.VALUE, 3, 1, bytes("last"));
        }
        assertThat(OutputStore.shards(folder)).hasSize(2);
        assertThat(text(store.output(3).orElseThrow().payload())).isEqualTo("last");
    }

    @Test
    void aChangedPayloadIsRefused() throws Exception {
        try (OutputAppender appender = new OutputAppender(folder)) {
            appender.append(RecordKind.VALUE, 0, 1, bytes("value"));
        }
        Path shard = folder.resolve("000000");
        byte[] all = Files.readAllBytes(shard);
        all[all.length - 6] ^= 1;
        Files.write(shard, all);

        assertThatThrownBy(() -> store.output(0))
                .isInstanceOf(DamagedRecordException.class)
                .hasMessageContaining(shard.toString());
    }

    @Test
    void aDamagedHeaderCostsNoOtherRecord() throws Exception {
        Path shard = folder.resolve("000000");
        long damaged;
        try (OutputAppender appender = new OutputAppender(folder)) {
            appender.append(RecordKind.VALUE, 0, 1, bytes("v0"));
            damaged = Files.size(shard);
            appender.append(RecordKind.VALUE, 1, 1, bytes("v1"));
            appender.append(RecordKind.VALUE, 2, 1, bytes("v2"));
            appender.append(RecordKind.VALUE, 3, 1, bytes("v3"));
        }
        byte[] all = Files.readAllBytes(shard);
        all[(int) damaged + 9] ^= 1;
        Files.write(shard, all);

        try (OutputAppender appender = new OutputAppender(folder)) {
            appender.append(RecordKind.VALUE, 4, 1, bytes("v4"));
        }

        assertThat(shard).hasBinaryContent(all);
        for (int component : new int[] {0, 2, 3, 4}) {
            assertThat(text(store.output(component).orElseThrow().payload())).isEqualTo("v" + component);
        }
        assertThat(store.output(1)).isEmpty();
        assertThat(store.damage()).isEqualTo(shard + " is damaged at byte " + damaged);
    }

    @Test
    void whatLooksLikeARecordInATornOneIsNone() throws Exception {
        Path shard = folder.resolve("000000");
        try (OutputAppender appender = new OutputAppender(folder)) {
            appender.append(RecordKind.VALUE, 0, 1, bytes("forged"));
        }
        byte[] forged = Files.readAllBytes(shard);
        Files.delete(shard);
        try (OutputAppender appender = new OutputAppender(folder)) {
            appender.append(RecordKind.STDOUT, 1, 1, forged);
        }
        cut(shard, Files.size(shard) - 4);

        assertThat(store.output(0)).isEmpty();
    }

    private static void cut(Path file, long size) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.truncate(size);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
