package io.htmap.runtime.internal.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.htmap.runtime.internal.wire.Sandbox;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MemoryAttributeTest {
    @TempDir
    private Path sandbox;

    private final ByteArrayOutputStream said = new ByteArrayOutputStream();
    private ScriptedStarter starter;

    @BeforeEach
    void listen() throws IOException {
        starter = new ScriptedStarter(sandbox);
        Files.createDirectory(sandbox.resolve("state"));
    }

    @AfterEach
    void close() throws IOException {
        starter.close();
    }

    private void put() {
        new MemoryAttribute(new Sandbox(sandbox), Map.of(), new PrintStream(said, true)).put();
    }

    @Test
    void oneThatWasGivenMoreSaysHowMuch() throws Exception {
        Files.writeString(sandbox.resolve("state").resolve("memory"), "800 2\n");
        CompletableFuture<List<String>> requests = starter.answering("0\n", "0\n");

        put();

        assertThat(requests.get()).containsExactly("cookie secret", "set_job_attr_delayed ChirpHtmapMemory \"800\"");
        assertThat(said.size()).isZero();
    }

    @Test
    void othersSayNothing() throws IOException {
        starter.close();

        put();

        assertThat(said.size()).isZero();
    }

    @Test
    void whereThatIsForbiddenItIsToldAndTheFunctionRuns() throws IOException {
        Files.writeString(sandbox.resolve("state").resolve("memory"), "800 2\n");
        starter.answering("0\n", "-3\n");

        put();

        assertThat(said.toString()).contains("how much memory", "answers '-3'");
    }
}
