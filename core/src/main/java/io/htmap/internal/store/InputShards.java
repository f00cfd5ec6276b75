package io.htmap.internal.store;

import io.htmap.runtime.internal.io.DamagedRecordException;
import io.htmap.runtime.internal.io.DurableFiles;
import io.htmap.runtime.internal.io.RecordHeader;
import io.htmap.runtime.internal.io.RecordKind;
import io.htmap.runtime.internal.io.RecordReader;
import io.htmap.runtime.internal.io.RecordWriter;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The inputs of a map, packed: record files of up to 4,096 components or about 1 MiB each, so that a node which needs
 * one input is not sent all.
 */
public final class InputShards {
    private static final int MAX_COMPONENTS = 4096;
    private static final long MAX_BYTES = 1 << 20;

    private final Path folder;
    private final List<Integer> firsts;

    /**
     * @param folder holds the shards
     * @param firsts the first component of each shard, rising from 0
     */
    public InputShards(Path folder, List<Integer> firsts) {
        this.folder = folder;
        this.firsts = List.copyOf(firsts);
    }

    /** Returns the first component of each shard. */
    public List<Integer> firsts() {
        return firsts;
    }

    /** Returns all shards. */
    public List<Path> files() {
        List<Path> files = new ArrayList<>();
        for (int shard = 0; shard < firsts.size(); shard++) {
            files.add(file(folder, shard));
        }
        return files;
    }

    /** Returns the record file that holds a component's input. */
    public Path fileOf(int component) {
        int found = Collections.binarySearch(firsts, component);
        return file(folder, found >= 0 ? found : -found - 2);
    }

    /**
     * Returns a component's input, serialized.
     *
     * @throws IOException when it cannot be read, or is not what was written
     */
    public byte[] read(int component) throws IOException {
        Path file = fileOf(component);
        try (FileChannel channel = FileChannel.open(file)) {
            RecordReader reader = new RecordReader(channel, file.toString());
            RecordHeader[] found = new RecordHeader[1];
            reader.scan(RecordReader.START, header -> {
                if (RecordKind.INPUT.is(header) && header.component() == component) {
                    found[0] = header;
                }
            });
            if (found[0] == null) {
                throw new DamagedRecordException(
                        file + " is damaged: the input of component " + component + " is missing");
            }
            return reader.payload(found[0]);
        }
    }

    private static Path file(Path folder, int shard) {
        return folder.resolve(String.format("%06d", shard));
    }

    /** Packs inputs; all are durable when {@link #finish} has returned. Not thread-safe. */
    public static final class Packer implements AutoCloseable {
        private final Path folder;
        private final List<Integer> firsts = new ArrayList<>();
        private @Nullable RecordWriter writer;
        private int count;

        /** @param folder an existing, empty folder */
        public Packer(Path folder) {
            this.folder = folder;
        }

        /** Adds the input of the next component, serialized. */
        public void add(byte[] input) throws IOException {
            RecordWriter shard = writer;
            if (shard == null || shard.size() >= MAX_BYTES || count - firsts.get(firsts.size() - 1) >= MAX_COMPONENTS) {
                shard = next();
            }
            shard.append(RecordKind.INPUT, count, 0, input);
            count++;
        }

        /** Returns how many inputs were added. */
        public int count() {
            return count;
        }

        /** Makes all durable. */
        public InputShards finish() throws IOException {
            finishShard();
            DurableFiles.forceDirectory(folder);
            return new InputShards(folder, firsts);
        }

        @Override
        public void close() throws IOException {
            if (writer != null) {
                writer.close();
                writer = null;
            }
        }

        private RecordWriter next() throws IOException {
            finishShard();
            RecordWriter shard = RecordWriter.create(file(folder, firsts.size()));
            writer = shard;
            firsts.add(count);
            return shard;
        }

        private void finishShard() throws IOException {
            if (writer != null) {
                writer.force();
            }
            close();
        }
    }
}
