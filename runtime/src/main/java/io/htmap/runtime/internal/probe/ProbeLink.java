package io.htmap.runtime.internal.probe;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** The way from a runner to the test that watches it. Thread-safe. */
final class ProbeLink {
    /** Time enough for a process that is ending to have ended. */
    private static final long END_NANOS = TimeUnit.SECONDS.toNanos(1);

    private static final long SIGNAL_SECONDS = 10;

    private static ProbeLink link;

    private final SocketChannel channel;
    private final CountDownLatch announced = new CountDownLatch(1);
    private volatile boolean leavesByItself;
    private volatile boolean uploads;

    /** The thread that the eviction found at one of the places. */
    private volatile Thread found;

    private ProbeLink(String socket) {
        try {
            channel = SocketChannel.open(UnixDomainSocketAddress.of(socket));
        } catch (IOException e) {
            throw new UncheckedIOException("the test that watches is not there: " + socket, e);
        }
    }

    static synchronized ProbeLink to(String socket) {
        if (link == null) {
            link = new ProbeLink(socket);
        }
        return link;
    }

    void at(byte place) {
        letTheProcessEnd(place);
        byte answer = ask(place);
        uploads = answer == Probe.UPLOAD;
        if (answer == Probe.EVICTION) {
            found = Thread.currentThread();
            awaitAnnouncement();
            letTheProcessEnd(place);
        }
    }

    boolean wantsUpload() {
        return uploads;
    }

    void evictionAnnounced(boolean byItself) {
        leavesByItself = byItself;
        announced.countDown();
    }

    /**
     * A function that never asks is ended by another thread, in the midst of what it does. Standing still for that long
     * makes a test's outcome the same each time. A commit that is going on must not: the end waits for it.
     */
    private void letTheProcessEnd(byte place) {
        boolean ending = found == Thread.currentThread() && !leavesByItself && place != Probe.WRITTEN;
        if (!ending) {
            return;
        }
        long end = System.nanoTime() + END_NANOS;
        for (long left = END_NANOS; left > 0; left = end - System.nanoTime()) {
            LockSupport.parkNanos(this, left);
        }
    }

    private void awaitAnnouncement() {
        boolean interrupted = false;
        while (true) {
            try {
                announced.await(SIGNAL_SECONDS, TimeUnit.SECONDS);
                break;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** An interrupt, which belongs to the function, would close the channel. */
    private synchronized byte ask(byte place) {
        boolean interrupted = Thread.interrupted();
        try {
            return exchange(place);
        } catch (IOException e) {
            throw new UncheckedIOException("the test that watches is gone", e);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private byte exchange(byte place) throws IOException {
        ByteBuffer one = ByteBuffer.allocate(1).put(0, place);
        channel.write(one);
        one.clear();
        if (channel.read(one) < 1) {
            throw new IOException("the connection was closed");
        }
        return one.get(0);
    }
}
