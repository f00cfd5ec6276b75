package io.htmap.runtime.internal.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FailedRestartsTest extends GenerationStoreFixture {
    @Test
    void areNotedWhereThereAreGenerations() throws IOException {
        FailedRestarts.note(folder, 1, 2);
        assertThat(folder).doesNotExist();
        commitTwo();
        FailedRestarts.note(folder, 2, 3);
        FailedRestarts.note(folder, 2, 4);

        assertThat(Files.readString(file("failures"))).isEqualTo("2 3\n2 4\n");
    }

    @Test
    void countEachAttemptOnceAndEachGenerationForItself() throws IOException {
        assertThat(isTooMany("2 3\n2 3\n1 4\n")).isFalse();
        assertThat(isTooMany("2 3\n1 4\n2 5\n")).isTrue();
    }

    @Test
    void ignoreWhatIsNotWhole() throws IOException {
        assertThat(isTooMany("2 3\n2 4")).isFalse();
        assertThat(isTooMany("2 3\n2 \n2\n2 4 5\n2 x\n\n99999999999 1\n")).isFalse();
        assertThat(isTooMany("2 3\n\0\0\n2 4\n")).isTrue();
    }

    @Test
    void areNotedBehindATornLine() throws IOException {
        assertThat(isTooMany("2 3\n2 1")).isFalse();
        FailedRestarts.note(folder, 1, 7);

        assertThat(Files.readString(file("failures"))).isEqualTo("2 3\n2 1\n1 7\n");
    }

    @Test
    void keepAGenerationFromBeingUsed() throws IOException {
        commitTwo();
        FailedRestarts.note(folder, 2, 2);
        assertThat(Tree.of(restored("third", 3))).containsExactly(Map.entry("data", "rw------- two"));
        FailedRestarts.note(folder, 2, 3);
        GenerationStore store = store(4);
        Path fourth = empty("fourth");

        assertThat(store.restoreNewest(fourth).generation()).isEqualTo(new Generation(1, 1));
        assertThat(Tree.of(fourth)).containsExactly(Map.entry("data", "rw------- one"));
        assertThat(lines)
                .containsExactly("[htmap] generation 2 is not used any more, since 2 restarts from it failed: "
                        + "falling back to generation 1");
        assertThat(names()).contains("00000002-1.ckpt");
        store.commit(work, paths("data"), FACTS);
        assertThat(names()).containsExactly("00000001-1.ckpt", "00000002-1.ckpt", "00000003-4.ckpt", "failures");
    }

    /** The fault may have been elsewhere: somebody can still go back to the work of weeks. */
    @Test
    void doNotDeleteWhatWasSaved() throws IOException {
        commitTwo();
        for (int attempt = 2; attempt <= 5; attempt++) {
            FailedRestarts.note(folder, attempt < 4 ? 2 : 1, attempt);
        }
        GenerationStore store = store(6);
        assertThat(store.restoreNewest(empty("sixth"))).isNull();
        for (int commit = 1; commit <= 3; commit++) {
            store.commit(work, paths("data"), FACTS);
        }

        assertThat(names())
                .containsExactly(
                        "00000001-1.ckpt", "00000002-1.ckpt", "00000004-6.ckpt", "00000005-6.ckpt", "failures");
        GenerationStore next = store(7);
        assertThat(next.restoreNewest(empty("seventh")).generation()).isEqualTo(new Generation(5, 6));
        next.commit(work, paths("data"), FACTS);
        assertThat(names()).contains("00000001-1.ckpt", "00000002-1.ckpt", "00000006-7.ckpt");
    }

    private boolean isTooMany(String failures) throws IOException {
        Files.createDirectories(folder);
        Files.writeString(file("failures"), failures);
        return FailedRestarts.read(folder).tooMany(new Generation(2, 1), 1);
    }
}
