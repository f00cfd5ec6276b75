package io.htmap.condor.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.htmap.MapOptions;
import io.htmap.internal.store.MapManifest;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class SubmitDescriptionTest {
    private static final String ID = "5d0c2c34-8f1e-4f37-9f5b-0d9d1f0d7a11";

    @Test
    void asksForWhatTheOptionsSay() {
        MapOptions options = MapOptions.builder()
                .cpus(3)
                .memoryMb(700)
                .diskMb(20)
                .gracePeriod(Duration.ofMillis(1500))
                .jobLease(Duration.ofSeconds(90))
                .build();

        assertThat(lines("tag", options))
                .contains(
                        "request_cpus = 3",
                        "request_memory = 700MB",
                        "request_disk = 20MB",
                        "job_max_vacate_time = 2",
                        "job_lease_duration = 90");
    }

    @Test
    void asksForMoreMemoryWhereItMayBeGivenMore() {
        List<String> lines =
                lines("tag", MapOptions.builder().memoryMb(100).maxMemoryMb(150).build());

        assertThat(value(lines, "request_memory")).startsWith("max({100, ");
        assertThat(value(lines, "periodic_release")).contains("MemoryProvisioned < 150");
        assertThat(value(lines, "on_exit_hold_reason")).contains("all that it may have (option maxMemoryMb)");
        assertThat(value(lines, "arguments")).endsWith(" '100' '150'\"");
    }

    @Test
    void namesTheMapAndItsComponents() {
        assertThat(lines("tag", MapOptions.builder().build()))
                .contains(
                        "batch_name = tag",
                        "My.HtmapMap = \"" + ID + "\"",
                        "My.HtmapComponent = $(ProcId)",
                        "queue htmap_shard from condor/items");
    }

    @Test
    void everyListedOutputIsSentAsAnEmptyInput() {
        List<String> lines = lines("tag", MapOptions.builder().build());

        assertThat(lines).contains("transfer_output_files = state", "transfer_checkpoint_files = state");
        assertThat(value(lines, "transfer_input_files")).contains("condor/skeleton/state");
    }

    @Test
    void nothingInATagIsAMacroOrEndsAnArgument() {
        List<String> lines = lines("it's$(HOME)", MapOptions.builder().build());

        assertThat(value(lines, "arguments")).contains("'it''s$(DOLLAR)(HOME)'");
        assertThat(value(lines, "batch_name")).isEqualTo("it's$(DOLLAR)(HOME)");
    }

    @Test
    void aJavaThatAllNodesSeeIsNamed() {
        MapOptions options =
                MapOptions.builder().javaHome(Path.of("/opt/java 21")).build();

        assertThat(value(lines("tag", options), "arguments")).contains("'/opt/java 21'");
        assertThat(value(lines("tag", MapOptions.builder().build()), "arguments"))
                .contains("'-'");
    }

    private static String value(List<String> lines, String key) {
        return lines.stream()
                .filter(line -> line.startsWith(key + " = "))
                .findFirst()
                .orElseThrow()
                .substring(key.length() + 3);
    }

    private static List<String> lines(String tag, MapOptions options) {
        MapManifest manifest = new MapManifest(
                ID,
                tag,
                "1",
                Instant.EPOCH,
                "condor",
                3,
                "f",
                10,
                List.of(0),
                List.of("aa", "bb"),
                "cc",
                List.of(),
                options.mergedOver(MapOptions.defaults()));
        return new SubmitDescription(manifest, 17).text().lines().toList();
    }
}
