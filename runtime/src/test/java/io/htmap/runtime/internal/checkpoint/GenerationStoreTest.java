package io.htmap.runtime.internal.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

class GenerationStoreTest extends GenerationStoreFixture {
    @Test
    void whatTheFunctionSaidIsKept() throws IOException {
        Progress said = new Progress(3, 4, "n".repeat(2000));
        store(1).commit(work, paths(), new CommitFacts(1, 2, 3, 4, said));

        Manifest restored = store(2).restoreNewest(empty("said"));

        assertThat(restored.facts().progress()).isEqualTo(new Progress(3, 4, "n".repeat(1000)));
    }

    @Test
    void bringsBackExactlyWhatWasNamed() throws IOException {
        Files.createDirectories(work.resolve("a/empty"));
        Files.createDirectories(work.resolve("b"));
        write("a/data", "in a");
        write("b/data", "in b");
        write("b/unnamed", "not saved");
        write("nothing", "");
        write("run.sh", "#!");
        mode("run.sh", "rwxr-x---");
        mode("a/data", "r--r--r--");
        mode("a/empty", "r-x------");
        Files.createSymbolicLink(work.resolve("link"), Path.of("a/data"));

        Manifest committed = store(1).commit(work, paths("a", "b/data", "nothing", "run.sh", "link"), FACTS);
        Path restored = restored("again", 2);

        assertThat(Tree.of(restored))
                .containsExactlyEntriesOf(new java.util.TreeMap<>(Map.of(
                        "a", "rwx------ folder",
                        "a/data", "r-------- in a",
                        "a/empty", "r-x------ folder",
                        "b", "rwx------ folder",
                        "b/data", "rw------- in b",
                        "link", "r-------- in a",
                        "nothing", "rw------- ",
                        "run.sh", "rwx------ #!")));
        assertThat(lines).isEmpty();
        assertThat(committed.facts()).isEqualTo(FACTS);
        assertThat(committed.component()).isEqualTo(3);
        assertThat(committed.generation()).isEqualTo(new Generation(1, 1));
    }

    @Test
    void fillsAFolderThatItsOwnerMayNotWriteTo() throws IOException {
        Files.createDirectories(work.resolve("sealed/inner"));
        write("sealed/inner/data", "x");
        mode("sealed/inner", "r-x------");
        mode("sealed", "r-x------");
        store(1).commit(work, paths("sealed"), FACTS);

        assertThat(Tree.of(restored("again", 2)))
                .containsEntry("sealed", "r-x------ folder")
                .containsEntry("sealed/inner", "r-x------ folder")
                .containsEntry("sealed/inner/data", "rw------- x");
    }

    @Test
    void readsTheManifestBackAsItWasWritten() throws IOException {
        write("data", "12345");
        Manifest written = store(4).commit(work, paths("data"), FACTS);
        try (PackedReader reader = PackedReader.open(file("00000001-4.ckpt"), 3, new Generation(1, 4))) {
            assertThat(reader.manifest()).isEqualTo(written);
            reader.verify();
        }
        assertThat(written.entries()).singleElement().satisfies(entry -> {
            assertThat(entry.size()).isEqualTo(5);
            assertThat(entry.offset()).isEqualTo(PackedFormat.HEADER_SIZE);
            assertThat(entry.ownerBits()).isEqualTo(6);
        });
    }

    @Test
    void savesFilesLargerThanItsBuffer() throws IOException {
        byte[] bytes = new byte[300_001];
        new java.util.Random(1).nextBytes(bytes);
        Files.write(work.resolve("large"), bytes);
        store(1).commit(work, paths("large"), FACTS);

        assertThat(restored("again", 2).resolve("large")).hasBinaryContent(bytes);
    }

    @Test
    void isNotAskedToRestoreFromNothing() throws IOException {
        assertThat(store(1).restoreNewest(empty("again"))).isNull();
        assertThat(store(1).list()).isEmpty();
        assertThat(lines).isEmpty();
    }

    @Test
    void keepsTheNewestTwo() throws IOException {
        GenerationStore store = store(1);
        for (int i = 1; i <= 4; i++) {
            write("data", "step " + i);
            store.commit(work, paths("data"), FACTS);
        }
        assertThat(names()).containsExactly("00000003-1.ckpt", "00000004-1.ckpt");
        assertThat(store.list()).containsExactly(new Generation(4, 1), new Generation(3, 1));
        assertThat(Tree.of(restored("again", 2))).containsEntry("data", "rw------- step 4");
    }

    @Test
    void keepsOneWhereTwoAreTooLarge() throws IOException {
        write("data", "x".repeat(1000));
        GenerationStore roomy = new GenerationStore(folder, 3, 1, 3000, Ancestry.ALL, lines::add);
        roomy.commit(work, paths("data"), FACTS);
        roomy.commit(work, paths("data"), FACTS);
        assertThat(names()).containsExactly("00000001-1.ckpt", "00000002-1.ckpt");
        GenerationStore narrow = new GenerationStore(folder, 3, 1, 2000, Ancestry.ALL, lines::add);
        narrow.commit(work, paths("data"), FACTS);
        assertThat(names()).containsExactly("00000003-1.ckpt");
        GenerationStore tiny = new GenerationStore(folder, 3, 1, 1, Ancestry.ALL, lines::add);
        tiny.commit(work, paths("data"), FACTS);

        assertThat(names()).containsExactly("00000004-1.ckpt");
    }

    @Test
    void restoresAsOftenAsItIsAsked() throws IOException {
        write("data", "kept");
        store(1).commit(work, paths("data"), FACTS);
        Path first = restored("first", 2);
        Files.writeString(first.resolve("data"), "changed");

        assertThat(Tree.of(restored("second", 3))).containsEntry("data", "rw------- kept");
        assertThat(names()).containsExactly("00000001-1.ckpt");
    }

    @Test
    void refusesAWorkingDirectoryWithLeftovers() throws IOException {
        commitTwo();
        assertThatIOException()
                .isThrownBy(() -> store(2).restoreNewest(work))
                .withMessage("the working directory " + work + " is not empty");
    }

    @Test
    void keepsThePreviousGenerationWhenAFileIsMissing() throws IOException {
        commitTwo();
        assertThatExceptionOfType(NoSuchFileException.class)
                .isThrownBy(() -> store(1).commit(work, paths("data", "missing"), FACTS));
        assertThatIllegalArgumentException().isThrownBy(() -> store(1).commit(work, paths(".."), FACTS));
        assertThat(names()).containsExactly("00000001-1.ckpt", "00000002-1.ckpt");
    }

    @Test
    void saysWhatCouldNotBeWrittenWhere() throws IOException {
        write("data", "12345");
        Files.createDirectories(folder.getParent());
        Files.writeString(folder, "in the way");
        assertThatIOException()
                .isThrownBy(() -> store(1).commit(work, paths("data"), FACTS))
                .withMessageContaining("the checkpoint of component 3 (5 bytes) could not be written to " + folder)
                .withMessageEndingWith("the one before it is kept. Free some space there, or save less");
    }

    @Test
    void isFencedByALaterAttempt() throws IOException {
        write("data", "later");
        store(3).commit(work, paths("data"), FACTS);
        write("data", "stale");
        GenerationStore stale = store(2);

        assertThatExceptionOfType(FencedException.class)
                .isThrownBy(() -> stale.commit(work, paths("data"), FACTS))
                .withMessage("attempt 2 has been replaced: attempt 3 has committed generation 1");
        assertThatExceptionOfType(FencedException.class).isThrownBy(() -> stale.restoreNewest(empty("stale")));
        assertThat(names()).containsExactly("00000001-3.ckpt");
        assertThat(Tree.of(restored("again", 3))).containsEntry("data", "rw------- later");
    }

    @Test
    void prefersTheLaterAttemptToTheHigherNumber() throws IOException {
        write("data", "stale");
        for (int i = 0; i < 5; i++) {
            store(1).commit(work, paths("data"), FACTS);
        }
        Files.copy(file("00000005-1.ckpt"), temporary.resolve("aside"));
        Files.delete(file("00000005-1.ckpt"));
        write("data", "later");
        store(2).commit(work, paths("data"), FACTS);
        Files.move(temporary.resolve("aside"), file("00000006-1.ckpt"));

        assertThat(Tree.of(restored("again", 3))).containsEntry("data", "rw------- later");
    }

    @Test
    void cleansUpWhatCrashesLeftButNotWhatALaterAttemptIsWriting() throws IOException {
        commitTwo();
        Path own = Files.createFile(folder.resolve(".00000003-2.ckpt.uuid.tmp"));
        Path earlier = Files.createFile(folder.resolve(".00000003-1.ckpt.uuid.tmp"));
        Path later = Files.createFile(folder.resolve(".00000003-3.ckpt.uuid.tmp"));
        Path foreign = Files.createFile(folder.resolve("notes.tmp"));

        store(2).restoreNewest(empty("again"));
        assertThat(own).doesNotExist();
        assertThat(earlier).doesNotExist();
        assertThat(later).exists();
        assertThat(foreign).exists();

        Files.createFile(own);
        store(2).commit(work, paths("data"), FACTS);
        assertThat(own).doesNotExist();
        assertThat(later).exists();
    }

    @Test
    void saysThatAnOldGenerationCannotBeDeletedButKeepsTheNewOne() throws IOException {
        commitTwo();
        Files.delete(file("00000001-1.ckpt"));
        Files.createDirectories(file("00000001-1.ckpt").resolve("full"));
        store(1).commit(work, paths("data"), FACTS);

        assertThat(lines)
                .singleElement()
                .asString()
                .startsWith("[htmap] the old checkpoint generation 1 cannot be deleted: ");
        assertThat(names()).contains("00000003-1.ckpt");
    }

    @Test
    void keepsAFileThatItsOwnerMayOnlyWrite() throws IOException {
        write("data", "x");
        mode("data", "-w-------");
        Assumptions.assumeTrue(Files.isReadable(work.resolve("data")), "only root can read such a file");
        store(1).commit(work, paths("data"), FACTS);

        assertThat(Tree.of(restored("again", 2))).containsEntry("data", "-w------- x");
    }

    @Test
    void isForItsOwnerOnly() throws IOException {
        commitTwo();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)))
                .isEqualTo("rwx------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file("00000002-1.ckpt"))))
                .isEqualTo("rw-------");
    }
}
