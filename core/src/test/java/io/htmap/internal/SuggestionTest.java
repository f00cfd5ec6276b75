package io.htmap.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class SuggestionTest {
    @Test
    void aSwapOfNeighboursIsOneMistake() {
        assertThat(Suggestion.distance("statsu", "status")).isEqualTo(1);
    }

    @Test
    void theNearestWordIsMeant() {
        assertThat(Suggestion.closest("stdot", List.of("stderr", "stdout", "status")))
                .contains("stdout");
    }

    @Test
    void theOnlyWordThatItBeginsIsMeant() {
        List<String> known = List.of("stderr", "stdout", "status");
        assertThat(Suggestion.closest("stat", known)).contains("status");
        assertThat(Suggestion.closest("st", known)).isEmpty();
    }

    @Test
    void whatIsFarIsNotMeant() {
        assertThat(Suggestion.closest("ls", List.of("tags", "status"))).isEmpty();
    }

    @Property
    void theDistanceIsOfBothTheSame(
            @ForAll @AlphaChars @StringLength(max = 8) String a, @ForAll @AlphaChars @StringLength(max = 8) String b) {
        assertThat(Suggestion.distance(a, b)).isEqualTo(Suggestion.distance(b, a));
        assertThat(Suggestion.distance(a, b) == 0).isEqualTo(a.equals(b));
        assertThat(Suggestion.distance(a, b)).isLessThanOrEqualTo(Math.max(a.length(), b.length()));
    }
}
