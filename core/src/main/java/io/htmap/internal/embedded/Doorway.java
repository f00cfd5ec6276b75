package io.htmap.internal.embedded;

import io.htmap.HtmapException;
import io.htmap.internal.Version;
import io.htmap.internal.store.Home;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/**
 * Where clients reach the scheduler. The run-time folder with the socket is deleted when its user logs out, while the
 * scheduler lives on: then it listens anew. Thread-safe.
 */
final class Doorway implements AutoCloseable {
    private final Home home;
    private final Function<Request, CompletableFuture<Reply>> handler;
    private SocketServer server;
    private Path socket;
    private boolean closed;

    private Doorway(Home home, Function<Request, CompletableFuture<Reply>> handler) throws IOException {
        this.home = home;
        this.handler = handler;
        this.socket = SocketPath.of(home, System.getenv());
        this.server = SocketServer.listen(socket, Version.current(), handler);
    }

    /** Listens, and writes down where. The caller holds the scheduler's lock. */
    static Doorway open(Home home, Function<Request, CompletableFuture<Reply>> handler) throws IOException {
        Doorway doorway = new Doorway(home, handler);
        doorway.writeDown();
        return doorway;
    }

    /**
     * Listens anew if the socket's file is gone, and writes down anew where if that file is gone or damaged; failing
     * that, it can be tried again.
     */
    synchronized void reopenIfGone() {
        try {
            if (closed || Files.exists(socket)) {
                writeDownIfGone();
                return;
            }
            server.close();
            socket = SocketPath.of(home, System.getenv());
            server = SocketServer.listen(socket, Version.current(), handler);
            writeDown();
        } catch (IOException | HtmapException e) {
            System.err.println(Instant.now() + " the socket " + socket + " is gone and cannot be made again: " + e);
        }
    }

    private void writeDownIfGone() throws IOException {
        if (!closed && SchedulerInfo.read(home).isEmpty()) {
            writeDown();
        }
    }

    private void writeDown() throws IOException {
        new SchedulerInfo(Hosts.name(), ProcessHandle.current().pid(), socket, Version.current()).write(home);
    }

    @Override
    public synchronized void close() throws IOException {
        closed = true;
        server.close();
    }
}
