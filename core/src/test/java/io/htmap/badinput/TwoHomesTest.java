package io.htmap.badinput;

import static org.assertj.core.api.Assertions.assertThat;

import io.htmap.ComponentMap;
import io.htmap.Htmap;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The library opened twice in one JVM. */
@Tag("process")
class TwoHomesTest {
    @TempDir
    Path folder;

    @Test
    void onTwoHomes() throws Exception {
        Path one = folder.resolve("one");
        Path two = folder.resolve("two");
        try (Htmap first = Htmap.open(one);
                Htmap second = Htmap.open(two)) {
            ComponentMap<Integer, Integer> here = first.map("same", Work::tenfold, List.of(1), Small.OPTIONS);
            ComponentMap<Integer, Integer> there = second.map("same", Work::tenfold, List.of(2), Small.OPTIONS);

            assertThat(here.get(0)).isEqualTo(10);
            assertThat(there.get(0)).isEqualTo(20);
            assertThat(Schedulers.process(one)).isNotEqualTo(Schedulers.process(two));
            here.remove();
            assertThat(first.tags()).isEmpty();
            assertThat(second.tags()).containsExactly("same");
            first.close();
            assertThat(there.get(0)).isEqualTo(20);
            assertThat(second.map("more", Work::tenfold, List.of(3), Small.OPTIONS)
                            .get(0))
                    .isEqualTo(30);
        } finally {
            Schedulers.stop(one);
            Schedulers.stop(two);
        }
    }

    @Test
    void onTheSameHome() throws Exception {
        Path home = folder.resolve("home");
        try (Htmap first = Htmap.open(home);
                Htmap second = Htmap.open(home)) {
            ComponentMap<Integer, Integer> map = first.map("one", Work::tenfold, List.of(1), Small.OPTIONS);

            assertThat(second.<Integer, Integer>load("one").get(0)).isEqualTo(10);
            assertThat(Refusals.lineOf(() -> second.map("one", Work::tenfold, List.of(1), Small.OPTIONS)))
                    .contains("tag 'one' is used");
            assertThat(second.map("two", Work::tenfold, List.of(2), Small.OPTIONS)
                            .get(0))
                    .isEqualTo(20);
            assertThat(first.tags()).containsExactly("one", "two");
            second.load("one").remove();
            assertThat(Refusals.lineOf(() -> map.get(0))).isEqualTo("map 'one' was removed");
            second.close();
            assertThat(first.<Integer, Integer>load("two").get(0)).isEqualTo(20);
        } finally {
            Schedulers.stop(home);
        }
    }
}
