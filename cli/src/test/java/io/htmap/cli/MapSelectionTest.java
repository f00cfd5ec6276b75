package io.htmap.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.htmap.HtmapException;
import java.util.List;
import org.junit.jupiter.api.Test;

class MapSelectionTest {
    private static final List<String> TAGS = List.of("run-1", "run-2", "run-10", "run.1", "other");

    @Test
    void starsAndQuestionMarksStandForLetters() {
        assertThat(MapSelection.matching(TAGS, "run-*")).containsExactly("run-1", "run-2", "run-10");
        assertThat(MapSelection.matching(TAGS, "run-?")).containsExactly("run-1", "run-2");
    }

    @Test
    void allElseStandsForItself() {
        assertThat(MapSelection.matching(TAGS, "run.1")).containsExactly("run.1");
    }

    @Test
    void aPatternWithoutAMapIsRefused() {
        assertThatThrownBy(() -> MapSelection.matching(TAGS, "x*"))
                .isInstanceOf(HtmapException.class)
                .hasMessage("no map has a tag like 'x*'; 'htmap tags' lists them");
    }
}
