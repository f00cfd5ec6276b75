package io.htmap.internal.embedded;

import io.htmap.runtime.internal.io.CheckedText;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;

/** Listens on a Unix domain socket; one request and one reply a connection. */
final class SocketServer implements AutoCloseable {
    /** Clients that come all at once; one too many is refused, not made to wait. */
    private static final int BACKLOG = 1024;

    private static final long AFTER_FAILURE_NANOS = 100_000_000;

    private final Path path;
    private final String version;
    private final ServerSocketChannel server;
    private final Function<Request, CompletableFuture<Reply>> handler;
    private final ExecutorService connections = Executors.newCachedThreadPool(SocketServer::daemonThread);

    private SocketServer(
            Path path,
            String version,
            ServerSocketChannel server,
            Function<Request, CompletableFuture<Reply>> handler) {
        this.path = path;
        this.version = version;
        this.server = server;
        this.handler = handler;
    }

    /** Listens; a socket that a dead scheduler left is replaced. The caller holds the scheduler's lock. */
    static SocketServer listen(Path path, String version, Function<Request, CompletableFuture<Reply>> handler)
            throws IOException {
        Files.deleteIfExists(path);
        ServerSocketChannel channel = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        try {
            channel.bind(UnixDomainSocketAddress.of(path), BACKLOG);
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-------"));
        } catch (IOException e) {
            channel.close();
            throw e;
        }
        SocketServer server = new SocketServer(path, version, channel, handler);
        server.connections.execute(server::acceptAll);
        return server;
    }

    private void acceptAll() {
        while (server.isOpen()) {
            try {
                SocketChannel client = server.accept();
                connections.execute(() -> serve(client));
            } catch (ClosedChannelException closed) {
                return;
            } catch (IOException e) {
                // such as too many open files: it may pass, and a scheduler that is deaf for good is of no use
                System.err.println(Instant.now() + " the socket " + path + " failed: " + e);
                LockSupport.parkNanos(AFTER_FAILURE_NANOS);
            }
        }
    }

    private void serve(SocketChannel client) {
        try (client) {
            CheckedText text = Frame.read(client);
            Reply reply = text.requireLong("protocol") == Request.PROTOCOL
                    ? handler.apply(Request.parse(text)).join()
                    : Reply.refused("the scheduler is HTMap " + version + " and you are HTMap " + text.get("version")
                            + ", which speak differently; wait until its maps have ended, or stop it with: htmap"
                            + " scheduler stop");
            Frame.write(client, reply.toText(version));
        } catch (CancellationException leaving) {
            // without a reply the client asks again, and then of the next scheduler
            return;
        } catch (IOException hungUp) {
            System.err.println(Instant.now() + " a client went away: " + hungUp);
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        Files.deleteIfExists(path);
        connections.shutdown();
    }

    private static Thread daemonThread(Runnable work) {
        Thread thread = new Thread(work, "connection");
        thread.setDaemon(true);
        return thread;
    }
}
