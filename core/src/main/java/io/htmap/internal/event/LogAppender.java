package io.htmap.internal.event;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/** Adds events to a log that HTCondor writes at the same time: in one write behind its end, as HTCondor does itself. */
public final class LogAppender {
    private static final byte[] END = EventFormat.END.getBytes(StandardCharsets.US_ASCII);

    private LogAppender() {}

    /** Appends events, and ends first what a writer left torn; all is durable then. */
    public static void append(Path log, List<JobEvent> events) throws IOException {
        try (FileChannel channel = FileChannel.open(log, StandardOpenOption.READ)) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            if (!isWhole(channel)) {
                bytes.write('\n');
                bytes.writeBytes(END);
            }
            events.forEach(event -> bytes.writeBytes(EventFormat.format(event)));
            write(log, bytes.toByteArray());
        }
    }

    private static boolean isWhole(FileChannel channel) throws IOException {
        long size = channel.size();
        if (size == 0) {
            return true;
        }
        ByteBuffer last = ByteBuffer.allocate(END.length);
        channel.read(last, Math.max(0, size - END.length));
        return last.position() == END.length && last.flip().equals(ByteBuffer.wrap(END));
    }

    private static void write(Path log, byte[] bytes) throws IOException {
        try (FileChannel channel = FileChannel.open(log, StandardOpenOption.WRITE, StandardOpenOption.APPEND)) {
            int written = channel.write(ByteBuffer.wrap(bytes));
            channel.force(false);
            if (written < bytes.length) {
                throw new IOException("only " + written + " of " + bytes.length + " bytes could be written");
            }
        }
    }
}
