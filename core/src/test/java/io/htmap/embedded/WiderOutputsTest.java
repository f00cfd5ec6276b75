package io.htmap.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.htmap.ComponentMap;
import io.htmap.Htmap;
import io.htmap.RefusedOutputException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import net.jqwik.api.Tuple;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was computed for days must not stay unreadable because a package was not named beforehand. */
class WiderOutputsTest {
    @TempDir
    Path home;

    static List<Object> hidden(int value) {
        return List.of(Tuple.of(value));
    }

    @Test
    void aRefusedOutputIsReadByAHandleThatAllowsItsPackage() throws Exception {
        try (Htmap htmap = Htmap.open(home.resolve("home"))) {
            ComponentMap<Integer, List<Object>> map = htmap.map("hidden", WiderOutputsTest::hidden, List.of(7));
            map.await(Duration.ofSeconds(120));

            assertThatThrownBy(() -> map.get(0))
                    .isInstanceOf(RefusedOutputException.class)
                    .hasMessageContaining("net.jqwik.api.Tuple")
                    .hasMessageContaining("load(tag, \"net.jqwik.api\")");

            ComponentMap<Integer, List<Object>> wider = htmap.load("hidden", "net.jqwik.api");
            assertThat(wider.get(0)).isEqualTo(List.of(Tuple.of(7)));
        }
    }
}
