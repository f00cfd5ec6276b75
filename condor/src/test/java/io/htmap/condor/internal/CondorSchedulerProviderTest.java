package io.htmap.condor.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CondorSchedulerProviderTest {
    @TempDir
    private Path root;

    @Test
    void whereHTCondorHasAConfigurationItIsMeantWhateverIsOnThePath() throws IOException {
        assertThat(isConfigured(Map.of())).isFalse();
        assertThat(isConfigured(Map.of("CONDOR_CONFIG", "/elsewhere"))).isTrue();

        Files.createFile(Files.createDirectories(root.resolve("etc/condor")).resolve("condor_config"));

        assertThat(isConfigured(Map.of("PATH", "/nowhere"))).isTrue();
    }

    private boolean isConfigured(Map<String, String> environment) {
        return CondorSchedulerProvider.isConfigured(environment, root, root.resolve("home"));
    }
}
