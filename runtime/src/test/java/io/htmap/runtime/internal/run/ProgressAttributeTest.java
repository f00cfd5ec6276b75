package io.htmap.runtime.internal.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.htmap.runtime.internal.wire.ProgressNote;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is asked of HTCondor's starter, with the test in its place for answers that a pool gives too seldom. */
class ProgressAttributeTest {
    private static final ProgressNote NOTE = new ProgressNote(3, 10, "so far", 5);

    @TempDir
    private Path sandbox;

    private ServerSocket starter;

    @BeforeEach
    void listen() throws IOException {
        starter = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        config("127.0.0.1 " + starter.getLocalPort() + " secret\n");
    }

    @AfterEach
    void close() throws IOException {
        starter.close();
    }

    private void config(String text) throws IOException {
        Files.writeString(sandbox.resolve(".chirp.config"), text);
    }

    private CompletableFuture<List<String>> answering(String... answers) {
        return CompletableFuture.supplyAsync(() -> serve(answers));
    }

    private List<String> serve(String... answers) {
        List<String> requests = new ArrayList<>();
        try (Socket job = starter.accept();
                BufferedReader in =
                        new BufferedReader(new InputStreamReader(job.getInputStream(), StandardCharsets.US_ASCII))) {
            for (String answer : answers) {
                requests.add(in.readLine());
                job.getOutputStream().write(answer.getBytes(StandardCharsets.US_ASCII));
            }
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        return requests;
    }

    private void put() throws IOException {
        new ProgressAttribute(sandbox, Map.of()).put(NOTE);
    }

    @Test
    void itIsOneRequestThatTellsTheAttempt() throws Exception {
        Files.write(sandbox.resolve(".job.ad"), new byte[] {'N', '=', (byte) 0xff, '\n'});
        Files.writeString(
                sandbox.resolve(".job.ad"), "JobCurrentStartDate = 77\n", java.nio.file.StandardOpenOption.APPEND);
        CompletableFuture<List<String>> requests = answering("0\n", "0\n");

        put();

        assertThat(requests.get())
                .containsExactly("cookie secret", "set_job_attr_delayed ChirpHtmapProgress \"1/77/3/10/5/so+far\"");
    }

    @Test
    void theFileThatTheEnvironmentNamesIsTheOneThatCounts() throws Exception {
        Path elsewhere = Files.move(sandbox.resolve(".chirp.config"), sandbox.resolve("elsewhere"));
        CompletableFuture<List<String>> requests = answering("0\n", "0\n");

        new ProgressAttribute(sandbox, Map.of("_CONDOR_CHIRP_CONFIG", elsewhere.toString())).put(NOTE);

        assertThat(requests.get()).last().asString().contains("\"1/0/3/10/5/so+far\"");
    }

    @Test
    void aRefusalIsOne() {
        answering("0\n", "-3\n");
        assertThatThrownBy(this::put).isInstanceOf(IOException.class).hasMessageContaining("answers '-3'");
    }

    @Test
    void aStarterThatHangsUpIsOne() {
        answering("0\n", "");
        assertThatThrownBy(this::put).isInstanceOf(IOException.class).hasMessageContaining("no answer");
    }

    @Test
    void nobodyThereIsOne() throws IOException {
        starter.close();
        assertThatThrownBy(this::put).isInstanceOf(IOException.class);
        config("127.0.0.1 port secret");
        assertThatThrownBy(this::put).isInstanceOf(IOException.class).hasMessageContaining("has no port");
        config("127.0.0.1");
        assertThatThrownBy(this::put).isInstanceOf(IOException.class).hasMessageContaining("does not have");
        Files.delete(sandbox.resolve(".chirp.config"));
        assertThatThrownBy(this::put).isInstanceOf(IOException.class).hasMessageContaining(".chirp.config");
    }
}
