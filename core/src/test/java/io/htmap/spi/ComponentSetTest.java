package io.htmap.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ComponentSetTest {
    @Test
    void isWrittenAsRanges() {
        assertThat(ComponentSet.of(7, 0, 1, 2, 9, 10)).hasToString("0-2,7,9-10");
        assertThat(ComponentSet.all(5)).hasToString("0-4");
        assertThat(ComponentSet.all(1)).hasToString("0");
        assertThat(ComponentSet.of()).hasToString("");
    }

    @Property
    void comesBackFromItsText(@ForAll Set<@IntRange(max = 2000) Integer> members) {
        ComponentSet set =
                ComponentSet.of(members.stream().mapToInt(Integer::intValue).toArray());

        ComponentSet read = ComponentSet.parse(set.toString());

        assertThat(read).isEqualTo(set).hasSameHashCodeAs(set);
        assertThat(read.size()).isEqualTo(members.size());
        assertThat(read.stream().boxed()).containsExactlyElementsOf(new java.util.TreeSet<>(members));
        assertThat(members).allMatch(read::contains);
        assertThat(read.last())
                .isEqualTo(members.stream().mapToInt(Integer::intValue).max().orElse(-1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "1,", ",", "2-1", "-1", "1-2-3", "1--2", " ", "99999999999"})
    void refusesWhatIsNoListOfRanges(String text) {
        assertThatThrownBy(() -> ComponentSet.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("is no component or range of components");
    }
}
