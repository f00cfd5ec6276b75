package io.htmap.internal.store;

import io.htmap.runtime.internal.io.DurableFiles;
import io.htmap.runtime.internal.io.RecordHeader;
import io.htmap.runtime.internal.io.RecordKind;
import io.htmap.runtime.internal.io.RecordReader;
import io.htmap.runtime.internal.io.RecordWriter;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Packs what comes back from nodes (outputs, standard output and error, accounts) into the shards of a map. One writer a
 * map at a time; the caller sees to that. Nothing is durable before {@link #force}. Not thread-safe.
 */
public final class OutputAppender implements AutoCloseable {
    private static final long ROLL_AT_BYTES = 64L << 20;

    private final Path folder;
    private @Nullable RecordWriter shard;
    private int number = -1;
    private boolean dirty;

    /** @param folder the map's folder of outputs, made if it is missing */
    public OutputAppender(Path folder) {
        this.folder = folder;
    }

    /** Makes durable what an earlier writer appended, and may not have forced; cuts off what it left torn. */
    public void takeOver() throws IOException {
        if (shard == null && !OutputStore.shards(folder).isEmpty()) {
            shard = openLast();
        }
    }

    /** Appends a record. When that fails, it is as if it had not been tried. */
    public void append(RecordKind kind, int component, int attempt, byte[] payload) throws IOException {
        dirty = true;
        current().append(kind, component, attempt, payload);
    }

    /** Appends a record that holds a part of a file. When that fails, it is as if it had not been tried. */
    public void append(RecordKind kind, int component, int attempt, FileChannel source, long position, long length)
            throws IOException {
        dirty = true;
        current().append(kind, component, attempt, source, position, length);
    }

    /**
     * Appends a record that has the payload of one in another file, checked on its way. When that fails, it is as if it
     * had not been tried.
     *
     * @throws io.htmap.runtime.internal.io.DamagedRecordException when that payload is not what was written
     */
    public void append(RecordKind kind, int component, int attempt, RecordReader source, RecordHeader record)
            throws IOException {
        dirty = true;
        current().append(kind, component, attempt, source, record);
    }

    /** Makes all that was appended durable. */
    public void force() throws IOException {
        if (dirty && shard != null) {
            shard.force();
        }
        dirty = false;
    }

    @Override
    public void close() throws IOException {
        if (shard != null) {
            shard.close();
            shard = null;
        }
    }

    private RecordWriter current() throws IOException {
        RecordWriter open = shard;
        if (open == null) {
            open = openLast();
        } else if (open.size() >= ROLL_AT_BYTES) {
            open.force();
            close();
            open = start(number + 1);
        }
        shard = open;
        return open;
    }

    private RecordWriter openLast() throws IOException {
        DurableFiles.createDirectories(folder);
        List<Path> shards = OutputStore.shards(folder);
        if (shards.isEmpty()) {
            return start(0);
        }
        Path last = shards.get(shards.size() - 1);
        number = OutputStore.number(last);
        // what a crash, or worse, left behind the whole records of a shard stays there: it may be more than a torn one
        return isWhole(last) ? open(last) : start(number + 1);
    }

    private static boolean isWhole(Path shard) throws IOException {
        try (FileChannel channel = FileChannel.open(shard)) {
            return RecordReader.isRecordFile(channel)
                    && new RecordReader(channel, shard.toString()).scan(RecordReader.START, header -> {})
                            == channel.size();
        }
    }

    private RecordWriter start(int shardNumber) throws IOException {
        number = shardNumber;
        Path file = OutputStore.shard(folder, shardNumber);
        // no reader, and no later writer, may find one that does not begin as it should
        DurableFiles.replace(file, RecordWriter::startIn);
        return open(file);
    }

    private static RecordWriter open(Path file) throws IOException {
        RecordWriter writer = RecordWriter.append(file);
        try {
            writer.force();
            return writer;
        } catch (IOException e) {
            writer.close();
            throw e;
        }
    }
}
