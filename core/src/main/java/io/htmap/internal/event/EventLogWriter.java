package io.htmap.internal.event;

import io.htmap.runtime.internal.io.ChannelIo;
import io.htmap.runtime.internal.io.DurableFiles;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/**
 * The one writer of a map's log. Events get strictly increasing times, so that two that differ never look the same. Only
 * whole events stay in the file: after a failed write the rest is taken back, and what a writer that died left is closed
 * when the next one opens the log. Not thread-safe; that it is the only one is its owner's business.
 */
public final class EventLogWriter implements Closeable {
    private static final byte[] LINE_BREAK = {'\n'};
    private static final byte[] END = ("\n" + EventFormat.END).getBytes(StandardCharsets.US_ASCII);

    /** Writes all bytes at a channel's position, or fails in the middle. */
    @FunctionalInterface
    interface Output {
        void write(FileChannel channel, ByteBuffer bytes) throws IOException;
    }

    private final Path log;
    private final FileChannel channel;
    private final Output output;
    private long end;
    private Instant last;

    private EventLogWriter(Path log, FileChannel channel, Output output, LogTail tail) {
        this.log = log;
        this.channel = channel;
        this.output = output;
        this.end = tail.end();
        this.last = tail.lastTime();
    }

    /**
     * Opens a log, or makes it with mode 0600; closes a torn last event. All that is in it is durable then.
     *
     * @throws IOException when it cannot be read or written; no whole event was touched
     */
    public static EventLogWriter open(Path log) throws IOException {
        return open(log, ChannelIo::writeFully);
    }

    static EventLogWriter open(Path log, Output output) throws IOException {
        FileChannel channel = openFile(log);
        try {
            LogTail tail = LogTail.read(channel);
            EventLogWriter writer = new EventLogWriter(log, channel, output, tail);
            writer.close(tail.kind());
            return writer;
        } catch (IOException | RuntimeException | Error e) {
            channel.close();
            throw e;
        }
    }

    private static FileChannel openFile(Path log) throws IOException {
        try {
            FileChannel created = DurableFiles.createPrivate(log);
            DurableFiles.forceDirectory(log.toAbsolutePath().getParent());
            return created;
        } catch (FileAlreadyExistsException e) {
            return FileChannel.open(log, StandardOpenOption.READ, StandardOpenOption.WRITE);
        }
    }

    /**
     * Ends what the writer before began. A torn event is replaced, not just ended: HTCondor's tools give up at an event
     * that they cannot parse, and no reader has taken it for an event yet.
     */
    private void close(LogTail.Kind kind) throws IOException {
        switch (kind) {
            case WHOLE -> {
                // but a writer that was killed may not have forced it
            }
            case LACKS_LINE_BREAK -> write(LINE_BREAK);
            case NOISE -> write(END);
            case TORN ->
                append(List.of(new JobEvent(
                        JobId.ofCluster(0),
                        Instant.now(),
                        new EventBody.Note(EventType.GENERIC, OwnLines.CLOSED_TORN_EVENT))));
        }
        force();
    }

    /**
     * Appends events, in one write. They are not forced to the disk yet.
     *
     * @return the events as they are in the log: where the clock stood still or went back, their times were moved on
     * @throws PartialAppendException when not all of them could be written, for example because the disk is full
     * @throws LogTruncatedException when somebody has cut off what was written before; nothing is written then
     */
    public List<JobEvent> append(List<JobEvent> events) throws IOException {
        List<JobEvent> stamped = stamp(events);
        List<Integer> ends = new ArrayList<>(stamped.size());
        java.io.ByteArrayOutputStream bytes = new java.io.ByteArrayOutputStream();
        for (JobEvent event : stamped) {
            bytes.writeBytes(EventFormat.format(event));
            ends.add(bytes.size());
        }
        long start = end;
        int whole = 0;
        try {
            write(bytes.toByteArray());
            whole = stamped.size();
        } catch (IOException e) {
            whole = keepWhole(start, ends, e);
            throw new PartialAppendException(
                    "cannot write to the event log " + log + ": " + e.getMessage(), stamped.subList(0, whole), e);
        } finally {
            last = whole == 0 ? last : stamped.get(whole - 1).time();
        }
        return stamped;
    }

    /** Makes all that was appended durable. */
    public void force() throws IOException {
        channel.force(false);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    private List<JobEvent> stamp(List<JobEvent> events) {
        List<JobEvent> stamped = new ArrayList<>(events.size());
        Instant before = last;
        for (JobEvent event : events) {
            Instant time = event.time().truncatedTo(ChronoUnit.MILLIS);
            before = time.isAfter(before) ? time : before.plusMillis(1);
            stamped.add(event.at(before));
        }
        return stamped;
    }

    /** Writes behind the last whole event, also if a failed write before has left something there. */
    private void write(byte[] bytes) throws IOException {
        long size = channel.size();
        if (size < end) {
            throw new LogTruncatedException(log, end, size);
        }
        if (size > end) {
            channel.truncate(end);
        }
        channel.position(end);
        output.write(channel, ByteBuffer.wrap(bytes));
        end += bytes.length;
    }

    /** Readers may have seen whole events already: they stay. Returns how many. */
    private int keepWhole(long start, List<Integer> ends, IOException reason) {
        int whole = 0;
        try {
            long size = channel.size();
            while (whole < ends.size() && start + ends.get(whole) <= size) {
                end = start + ends.get(whole++);
            }
            channel.truncate(end);
        } catch (IOException e) {
            // the next write truncates first, the next writer closes
            reason.addSuppressed(e);
        }
        return whole;
    }
}
