package io.htmap.runtime.internal.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a store does with generations that are not what was committed. */
class GenerationFallbackTest extends GenerationStoreFixture {
    @Test
    void keepsTheGenerationThatItFellBackToAndDropsTheDamagedOne() throws IOException {
        commitTwo();
        truncate("00000002-1.ckpt");
        GenerationStore store = store(2);
        Manifest restored = store.restoreNewest(empty("again"));

        assertThat(restored.generation()).isEqualTo(new Generation(1, 1));
        assertThat(Tree.of(temporary.resolve("again"))).containsExactly(Map.entry("data", "rw------- one"));
        assertThat(lines)
                .containsExactly("[htmap] checkpoint generation 2 is damaged (its footer fails its checksum): "
                        + "falling back to generation 1");

        store.commit(work, paths("data"), FACTS);
        assertThat(names()).containsExactly("00000001-1.ckpt", "00000003-2.ckpt");
    }

    @Test
    void startsFromScratchWhenNoneIsGood() throws IOException {
        commitTwo();
        truncate("00000001-1.ckpt");
        Files.write(file("00000002-1.ckpt"), new byte[0]);
        Path again = empty("again");
        GenerationStore store = store(2);

        assertThat(store.restoreNewest(again)).isNull();
        assertThat(again).isEmptyDirectory();
        assertThat(lines)
                .containsExactly(
                        "[htmap] checkpoint generation 2 is damaged (it is cut short): falling back to generation 1",
                        "[htmap] checkpoint generation 1 is damaged (its footer fails its checksum): "
                                + "no older generation is left, starting from scratch");
        assertThat(names()).hasSize(2);
        assertThat(store.commit(work, paths("data"), FACTS).generation().number())
                .isEqualTo(3);
    }

    @Test
    void leavesNothingOfADamagedGenerationInTheWorkingDirectory() throws IOException {
        write("data", "old");
        store(1).commit(work, paths("data"), FACTS);
        Files.createDirectories(work.resolve("new/folder"));
        write("new/first", "good");
        write("zlast", "last bytes");
        store(1).commit(work, paths("new", "zlast"), FACTS);
        flip("00000002-1.ckpt", PackedFormat.HEADER_SIZE + "good".length());

        assertThat(Tree.of(restored("again", 2))).containsExactly(Map.entry("data", "rw------- old"));
        assertThat(lines).singleElement().asString().contains("its file zlast fails its checksum");
    }

    @Test
    void doesNotTakeAnUnreadableGenerationForADamagedOne() throws IOException {
        commitTwo();
        Files.delete(file("00000002-1.ckpt"));
        Files.createDirectory(file("00000002-1.ckpt"));

        assertThatIOException()
                .isThrownBy(() -> store(2).restoreNewest(empty("again")))
                .isNotInstanceOf(DamagedCheckpointException.class);
        assertThat(lines).isEmpty();
    }

    @Test
    void doesNotTakeAnotherComponentsGeneration() throws IOException {
        commitTwo();
        GenerationStore other = new GenerationStore(folder, 4, 2, lines::add);

        assertThat(other.restoreNewest(empty("again"))).isNull();
        assertThat(lines).hasSize(2).allSatisfy(line -> assertThat(line)
                .contains("it is another component's or another generation's"));
    }

    @Test
    void doesNotTakeARenamedGenerationForANewerOne() throws IOException {
        commitTwo();
        Files.move(file("00000001-1.ckpt"), file("00000009-1.ckpt"));

        assertThat(Tree.of(restored("again", 2))).containsEntry("data", "rw------- two");
    }

    @Test
    void verifiesWithoutUnpacking() throws IOException {
        commitTwo();
        flip("00000002-1.ckpt", PackedFormat.HEADER_SIZE);
        try (PackedReader reader = PackedReader.open(file("00000002-1.ckpt"), 3, new Generation(2, 1))) {
            assertThatExceptionOfType(DamagedCheckpointException.class)
                    .isThrownBy(reader::verify)
                    .withMessage("its file data fails its checksum");
        }
    }

    @Test
    void refusesANewerFormatInsteadOfStartingFromSomethingOlder() throws IOException {
        commitTwo();
        PackedSurgery.setVersion(file("00000002-1.ckpt"), PackedFormat.VERSION + 1);

        assertThatIOException()
                .isThrownBy(() -> store(2).restoreNewest(empty("again")))
                .withMessageContaining("the checkpoint has format 2, this runner reads formats up to 1");
        assertThat(lines).isEmpty();
    }
}
