package io.htmap.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import io.htmap.ComponentMap;
import io.htmap.Htmap;
import io.htmap.Status;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("smoke")
class FirstMapTest {
    @TempDir
    Path home;

    @Test
    void squaresComeBackInOrder() throws Exception {
        try (Htmap htmap = Htmap.open(home.resolve("home"))) {
            ComponentMap<Integer, Integer> map = htmap.map("squares", x -> x * x, List.of(1, 2, 3));

            map.await(Duration.ofSeconds(60));

            assertThat(map).containsExactly(1, 4, 9);
            assertThat(map.counts()).containsOnly(Map.entry(Status.COMPLETED, 3));
            assertThat(map.isDone()).isTrue();
        }
    }
}
