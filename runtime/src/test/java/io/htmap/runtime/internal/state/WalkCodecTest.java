package io.htmap.runtime.internal.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.htmap.runtime.StateCodec;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class WalkCodecTest {
    private static final List<LocalDate> DAYS = List.of(LocalDate.of(2026, 2, 28), LocalDate.of(2026, 3, 1));
    private static final List<LocalDate> OTHER_DAYS = List.of(LocalDate.of(2026, 2, 27), LocalDate.of(2026, 3, 1));
    private static final ArrayList<Integer> RESULTS = new ArrayList<>(List.of(28));

    @Test
    void resultsComeBackForTheSameItemsOnly() throws IOException {
        byte[] saved = written(codec(DAYS));

        assertThat(read(codec(new ArrayList<>(DAYS)), saved)).isEqualTo(RESULTS);
        assertThatThrownBy(() -> read(codec(OTHER_DAYS), saved))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("its results are those of a walk over other items");
        assertThatThrownBy(() -> read(codec(List.of(new Object(), new Object())), saved))
                .hasMessageStartingWith("its results are those of a walk over other items");
    }

    @Test
    void whatAnEarlierVersionSavedIsTakenAsItIs() throws IOException {
        assertThat(read(codec(DAYS), written(StateCodec.java()))).isEqualTo(RESULTS);
        assertThat(StateForm.ofWalk(DAYS).what()).isEqualTo("a walk over 2 items");
    }

    /** What it would lose is looked for, as in all that Java serialization writes. */
    @Test
    void itWritesByJavaSerialization() {
        assertThat(codec(DAYS)).isInstanceOf(JavaStateCodec.class);
    }

    @Test
    void itemsThatAreNoValuesAreNotCompared() throws IOException {
        byte[] saved = written(codec(List.of(new Object())));

        assertThat(read(codec(List.of(new Object())), saved)).isEqualTo(RESULTS);
    }

    private static StateCodec<ArrayList<Integer>> codec(List<?> items) {
        return StateForm.<ArrayList<Integer>>ofWalk(items).codec();
    }

    private static byte[] written(StateCodec<ArrayList<Integer>> codec) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        codec.write(RESULTS, out);
        return out.toByteArray();
    }

    private static ArrayList<Integer> read(StateCodec<ArrayList<Integer>> codec, byte[] saved) throws IOException {
        return codec.read(new ByteArrayInputStream(saved));
    }
}
