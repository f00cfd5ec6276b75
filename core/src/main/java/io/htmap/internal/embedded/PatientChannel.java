package io.htmap.internal.embedded;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ByteChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;

/** A client's connection whose owner is asked, whenever nothing has come for a while, whether to wait on. */
final class PatientChannel implements ByteChannel {
    private final SocketChannel channel;
    private final Selector selector;
    private final SelectionKey key;
    private final Duration patience;
    private final Silence silence;
    private final long start = System.nanoTime();

    /** Decides what to do when the other side says nothing. */
    @FunctionalInterface
    interface Silence {
        /**
         * Returns to wait on, throws to give up.
         *
         * @param since the age of the connection
         */
        void lasts(Duration since) throws IOException;
    }

    private PatientChannel(SocketChannel channel, Selector selector, Duration patience, Silence silence)
            throws IOException {
        this.channel = channel;
        this.selector = selector;
        this.key = channel.register(selector, 0);
        this.patience = patience;
        this.silence = silence;
    }

    /**
     * Connects.
     *
     * @throws IOException when nobody listens, or so many wait there already that no more may
     */
    static PatientChannel connect(Path socket, Duration patience, Silence silence) throws IOException {
        SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
        try {
            channel.configureBlocking(false);
            PatientChannel connection = new PatientChannel(channel, Selector.open(), patience, silence);
            try {
                connection.finish(channel.connect(UnixDomainSocketAddress.of(socket)));
                return connection;
            } catch (IOException | RuntimeException e) {
                connection.close();
                throw e;
            }
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    private void finish(boolean connected) throws IOException {
        boolean done = connected;
        while (!done) {
            await(SelectionKey.OP_CONNECT);
            done = channel.finishConnect();
        }
    }

    @Override
    public int read(ByteBuffer bytes) throws IOException {
        int count = channel.read(bytes);
        while (count == 0 && bytes.hasRemaining()) {
            await(SelectionKey.OP_READ);
            count = channel.read(bytes);
        }
        return count;
    }

    @Override
    public int write(ByteBuffer bytes) throws IOException {
        int count = channel.write(bytes);
        while (count == 0 && bytes.hasRemaining()) {
            await(SelectionKey.OP_WRITE);
            count = channel.write(bytes);
        }
        return count;
    }

    private void await(int operation) throws IOException {
        key.interestOps(operation);
        while (selector.select(patience.toMillis()) == 0) {
            if (Thread.currentThread().isInterrupted()) {
                throw new java.nio.channels.ClosedByInterruptException();
            }
            silence.lasts(Duration.ofNanos(System.nanoTime() - start));
        }
        selector.selectedKeys().clear();
    }

    @Override
    public boolean isOpen() {
        return channel.isOpen();
    }

    @Override
    public void close() throws IOException {
        try (selector) {
            channel.close();
        }
    }
}
