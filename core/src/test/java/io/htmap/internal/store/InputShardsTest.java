package io.htmap.internal.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.htmap.runtime.internal.io.DamagedRecordException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InputShardsTest {
    @TempDir
    Path folder;

    @Test
    void everyInputComesBackFromItsShard() throws Exception {
        InputShards shards = pack(10_000, 20);

        assertThat(shards.firsts()).containsExactly(0, 4096, 8192);
        assertThat(shards.files()).allSatisfy(file -> assertThat(file).exists());
        assertThat(shards.files()).hasSize(3);
        for (int component : new int[] {0, 1, 4095, 4096, 4097, 8191, 8192, 9_999}) {
            assertThat(shards.read(component)).isEqualTo(input(component, 20));
        }
        assertThat(shards.fileOf(4095)).isEqualTo(folder.resolve("000000"));
        assertThat(shards.fileOf(4096)).isEqualTo(folder.resolve("000001"));
        assertThat(shards.fileOf(9_999)).isEqualTo(folder.resolve("000002"));
    }

    @Test
    void largeInputsStartNewShardsByTheirBytes() throws Exception {
        InputShards shards = pack(5, 600_000);

        assertThat(shards.firsts()).containsExactly(0, 2, 4);
        assertThat(shards.read(3)).isEqualTo(input(3, 600_000));
    }

    @Test
    void thereAreNoShardsWithoutInputs() throws Exception {
        try (InputShards.Packer packer = new InputShards.Packer(folder)) {
            assertThat(packer.count()).isZero();
            assertThat(packer.finish().firsts()).isEmpty();
        }
    }

    @Test
    void aMissingInputIsNamed() throws Exception {
        pack(3, 10);
        InputShards promised = new InputShards(folder, List.of(0));

        assertThatThrownBy(() -> promised.read(3))
                .isInstanceOf(DamagedRecordException.class)
                .hasMessage(folder.resolve("000000") + " is damaged: the input of component 3 is missing");
    }

    @Test
    void aChangedByteIsFound() throws Exception {
        InputShards shards = pack(1, 100);
        Path file = shards.fileOf(0);
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length - 20] ^= 1;
        Files.write(file, bytes);

        assertThatThrownBy(() -> shards.read(0))
                .isInstanceOf(DamagedRecordException.class)
                .hasMessageContaining(file.toString())
                .hasMessageContaining("component 0")
                .hasMessageContaining("checksum");
    }

    private InputShards pack(int count, int size) throws IOException {
        try (InputShards.Packer packer = new InputShards.Packer(folder)) {
            for (int component = 0; component < count; component++) {
                packer.add(input(component, size));
            }
            assertThat(packer.count()).isEqualTo(count);
            return packer.finish();
        }
    }

    private static byte[] input(int component, int size) {
        String text = component + ":";
        return (text + "x".repeat(size - text.length())).getBytes(StandardCharsets.US_ASCII);
    }
}
