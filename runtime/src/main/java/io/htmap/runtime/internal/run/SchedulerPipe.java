package io.htmap.runtime.internal.run;

import io.htmap.runtime.internal.wire.ScratchLayout;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/**
 * The pipe from the scheduler, our standard input: first the word to go, then nothing, until the scheduler is gone.
 *
 * <p>It is read through a channel, since closing that wakes the reading thread: a JVM that ends while a thread sits in a
 * system call waits for it for 300 ms.
 */
final class SchedulerPipe implements SchedulerLink {
    @SuppressWarnings("resource") // standard input lives as long as the process
    private final FileChannel pipe = new FileInputStream(FileDescriptor.in).getChannel();

    /** Waits for the word to go. The function's standard input is empty from now on. */
    @Override
    public boolean awaitGo() {
        System.setIn(InputStream.nullInputStream());
        return read() == ScratchLayout.GO;
    }

    @Override
    public void whenBroken(Runnable action) {
        Thread reader = new Thread("htmap-scheduler-pipe") {
            @Override
            public void run() {
                while (read() >= 0) {
                    // later versions may say more
                    continue;
                }
                if (pipe.isOpen()) {
                    action.run();
                }
            }
        };
        reader.setDaemon(true);
        reader.start();
    }

    @Override
    public void stopListening() {
        try {
            pipe.close();
        } catch (IOException e) {
            StandardStreams.say("[htmap] the pipe from the scheduler was not closed: " + e.getMessage());
        }
    }

    private int read() {
        ByteBuffer one = ByteBuffer.allocate(1);
        try {
            return pipe.read(one) < 1 ? -1 : one.get(0);
        } catch (IOException e) {
            return -1; // a broken pipe is as good as a closed one
        }
    }
}
