package io.htmap.runtime.internal.run;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** In the place of HTCondor's starter, which a job asks by Chirp, for answers that a pool gives too seldom. */
final class ScriptedStarter implements AutoCloseable {
    private final Path sandbox;
    private final ServerSocket socket;

    ScriptedStarter(Path sandbox) throws IOException {
        this.sandbox = sandbox;
        this.socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        config("127.0.0.1 " + socket.getLocalPort() + " secret\n");
    }

    /** Sets what the job is told of where the starter is. */
    void config(String text) throws IOException {
        Files.writeString(sandbox.resolve(".chirp.config"), text);
    }

    /** Answers the requests of the next connection; the result is the requests. */
    CompletableFuture<List<String>> answering(String... answers) {
        return CompletableFuture.supplyAsync(() -> serve(answers));
    }

    private List<String> serve(String... answers) {
        List<String> requests = new ArrayList<>();
        try (Socket job = socket.accept();
                BufferedReader in =
                        new BufferedReader(new InputStreamReader(job.getInputStream(), StandardCharsets.US_ASCII))) {
            for (String answer : answers) {
                requests.add(in.readLine());
                job.getOutputStream().write(answer.getBytes(StandardCharsets.US_ASCII));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return requests;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
