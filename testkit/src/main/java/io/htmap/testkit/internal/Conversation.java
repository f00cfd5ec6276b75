package io.htmap.testkit.internal;

import io.htmap.runtime.internal.probe.Probe;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Hears from a runner which places it passes, and lets it lose its node at the planned one. A thread of its own; what it
 * has seen may be asked for when that thread has ended.
 */
final class Conversation implements Runnable {
    private final ServerSocketChannel server;
    private final Process process;
    private final @Nullable Strike strike;
    private final long gapNanos;
    private final List<Long> gaps = new ArrayList<>();
    private int saves;
    private int places;
    private boolean offers;
    private volatile boolean struck;
    private long answered = System.nanoTime();

    /** @param gapNanos for a loss between two saves, or behind the last one: what lies between them, or before the end */
    Conversation(ServerSocketChannel server, Process process, @Nullable Strike strike, long gapNanos) {
        this.server = server;
        this.process = process;
        this.strike = strike;
        this.gapNanos = gapNanos;
    }

    @Override
    public void run() {
        try (SocketChannel channel = server.accept()) {
            boolean more = true;
            while (more) {
                more = hear(channel);
            }
        } catch (IOException e) {
            // the process is gone, by our own hand or by itself: how it ended tells more
            return;
        }
    }

    private boolean hear(SocketChannel channel) throws IOException {
        ByteBuffer one = ByteBuffer.allocate(1);
        if (channel.read(one) < 1) {
            return false;
        }
        byte place = one.get(0);
        count(place);
        return answer(channel, place);
    }

    private void count(byte place) {
        places++;
        offers |= place == Probe.OFFERED;
        saves += place == Probe.SAVING ? 1 : 0;
        if (place == Probe.SAVING || place == Probe.RETURNED) {
            gaps.add(System.nanoTime() - answered);
        }
    }

    private boolean answer(SocketChannel channel, byte place) throws IOException {
        if (strike == null || struck || !isAt(strike, place)) {
            return say(channel, Probe.GO);
        }
        if (strike.place() == Place.BETWEEN) {
            say(channel, Probe.GO);
            pause(gapNanos * strike.percent() / 100);
        }
        return strike(channel, strike);
    }

    private boolean strike(SocketChannel channel, Strike now) throws IOException {
        struck = true;
        if (now.loss() == Loss.KILL) {
            process.destroyForcibly();
            return false;
        }
        if (now.loss() == Loss.UPLOAD) {
            return say(channel, Probe.UPLOAD);
        }
        // not Process.destroy, which closes the pipe as well
        process.toHandle().destroy();
        return now.place() == Place.BETWEEN || say(channel, Probe.EVICTION);
    }

    private boolean say(SocketChannel channel, byte answer) throws IOException {
        channel.write(ByteBuffer.allocate(1).put(0, answer));
        answered = System.nanoTime();
        return true;
    }

    private boolean isAt(Strike planned, byte place) {
        return switch (planned.place()) {
            case START -> place == Probe.RESTORED;
            case OFFERED -> place == Probe.OFFERED && saves == planned.save() - 1;
            case SAVING -> place == Probe.SAVING && saves == planned.save();
            case WRITTEN -> place == Probe.WRITTEN && saves == planned.save();
            case SAVED -> place == lastWordOf(planned) && saves == planned.save();
            case RETURNED -> place == Probe.RETURNED;
            case BETWEEN -> place == (planned.save() == 0 ? Probe.RESTORED : Probe.SAVED) && saves == planned.save();
        };
    }

    /** After a save that does not return there is nothing to be heard. */
    private static byte lastWordOf(Strike planned) {
        return planned.loss() == Loss.UPLOAD ? Probe.WRITTEN : Probe.SAVED;
    }

    private static void pause(long nanos) {
        long end = System.nanoTime() + nanos;
        for (long left = nanos; left > 0; left = end - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    int saves() {
        return saves;
    }

    int places() {
        return places;
    }

    boolean offers() {
        return offers;
    }

    boolean struck() {
        return struck;
    }

    List<Long> gaps() {
        return gaps;
    }
}
