package io.htmap.examples;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file whose appearance kills this process with kill -9, as a loss of its node would: nothing here can prevent it. */
final class KillRequest {
    private static final int TICK_MILLIS = 20;

    private KillRequest() {}

    /** Obeys a request from now on, in the background. The file is deleted, so that one request kills once. */
    static void obey(Path request) {
        Thread watch = new Thread(() -> await(request), "kill-request");
        watch.setDaemon(true);
        watch.start();
    }

    private static void await(Path request) {
        try {
            while (!Files.deleteIfExists(request)) {
                Thread.sleep(TICK_MILLIS);
            }
            kill();
        } catch (IOException e) {
            System.out.println("no kill can be asked for: " + e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void kill() throws IOException {
        long pid = ProcessHandle.current().pid();
        new ProcessBuilder("sh", "-c", "kill -9 " + pid).inheritIO().start();
    }
}
