package io.htmap.runtime.internal.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.htmap.runtime.internal.wire.ProgressNote;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProgressAttributeTest {
    private static final ProgressNote NOTE = new ProgressNote(3, 10, "so far", 5);

    @TempDir
    private Path sandbox;

    private ScriptedStarter starter;

    @BeforeEach
    void listen() throws IOException {
        starter = new ScriptedStarter(sandbox);
    }

    @AfterEach
    void close() throws IOException {
        starter.close();
    }

    private void put() throws IOException {
        new ProgressAttribute(sandbox, Map.of()).put(NOTE);
    }

    @Test
    void itIsOneRequestThatTellsTheAttempt() throws Exception {
        Files.write(sandbox.resolve(".job.ad"), new byte[] {'N', '=', (byte) 0xff, '\n'});
        Files.writeString(
                sandbox.resolve(".job.ad"), "JobCurrentStartDate = 77\n", java.nio.file.StandardOpenOption.APPEND);
        CompletableFuture<List<String>> requests = starter.answering("0\n", "0\n");

        put();

        assertThat(requests.get())
                .containsExactly("cookie secret", "set_job_attr_delayed ChirpHtmapProgress \"1/77/3/10/5/so+far\"");
    }

    @Test
    void theFileThatTheEnvironmentNamesIsTheOneThatCounts() throws Exception {
        Path elsewhere = Files.move(sandbox.resolve(".chirp.config"), sandbox.resolve("elsewhere"));
        CompletableFuture<List<String>> requests = starter.answering("0\n", "0\n");

        new ProgressAttribute(sandbox, Map.of("_CONDOR_CHIRP_CONFIG", elsewhere.toString())).put(NOTE);

        assertThat(requests.get()).last().asString().contains("\"1/0/3/10/5/so+far\"");
    }

    @Test
    void aRefusalIsOne() {
        starter.answering("0\n", "-3\n");
        assertThatThrownBy(this::put).isInstanceOf(IOException.class).hasMessageContaining("answers '-3'");
    }

    @Test
    void aStarterThatHangsUpIsOne() {
        starter.answering("0\n", "");
        assertThatThrownBy(this::put).isInstanceOf(IOException.class).hasMessageContaining("no answer");
    }

    @Test
    void nobodyThereIsOne() throws IOException {
        starter.close();
        assertThatThrownBy(this::put).isInstanceOf(IOException.class);
        starter.config("127.0.0.1 port secret");
        assertThatThrownBy(this::put).isInstanceOf(IOException.class).hasMessageContaining("has no port");
        starter.config("127.0.0.1");
        assertThatThrownBy(this::put).isInstanceOf(IOException.class).hasMessageContaining("does not have");
        Files.delete(sandbox.resolve(".chirp.config"));
        assertThatThrownBy(this::put).isInstanceOf(IOException.class).hasMessageContaining(".chirp.config");
    }
}
