package io.htmap.internal.store;

import io.htmap.runtime.internal.io.ChannelIo;
import io.htmap.runtime.internal.io.DamagedRecordException;
import io.htmap.runtime.internal.io.RecordHeader;
import io.htmap.runtime.internal.io.RecordKind;
import io.htmap.runtime.internal.io.RecordReader;
import java.io.ByteArrayInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Reads what came back from nodes. Goes through the headers of new records only, and keeps where each record is, not
 * what it holds. Thread-safe.
 */
public final class OutputStore {
    /** What is read into memory whole: checking and then reading it would be two reads. */
    private static final int SMALL = 1 << 20;

    private final Path folder;
    private final RecordIndex index = new RecordIndex();
    private final List<Long> scannedTo = new ArrayList<>();
    /** Damage with whole records behind it. */
    private final List<String> skipped = new ArrayList<>();

    /** @param folder the map's folder of outputs; it may not exist yet */
    public OutputStore(Path folder) {
        this.folder = folder;
    }

    /**
     * A component's output as it came from the node.
     *
     * @param kind {@link RecordKind#VALUE} or {@link RecordKind#ERROR}
     * @param attempt the attempt that made it
     * @param payload its bytes, checked
     */
    public record Output(RecordKind kind, int attempt, byte[] payload) {}

    /** As {@link #output(int, int)}, of any attempt. */
    public Optional<Output> output(int component) throws IOException {
        return output(component, 1);
    }

    /**
     * Returns a component's output. Of several, the first undamaged one counts: a power cut may have spoilt one that was
     * not forced, after which the component has run again.
     *
     * @param since the first attempt whose output counts
     * @throws DamagedRecordException when none is what was written
     */
    public synchronized Optional<Output> output(int component, int since) throws IOException {
        return first(
                component,
                header -> isOutput(header) && header.attempt() >= since,
                (file, reader, header) -> new Output(kind(header), header.attempt(), reader.payload(header)));
    }

    /**
     * An output that is read as it is needed, since it may be big.
     *
     * @param kind {@link RecordKind#VALUE} or {@link RecordKind#ERROR}
     * @param length how many bytes it has
     * @param bytes those, checked; to be closed
     */
    public record Opened(RecordKind kind, long length, InputStream bytes) implements Closeable {
        @Override
        public void close() throws IOException {
            bytes.close();
        }
    }

    /**
     * Opens what {@link #output} would return.
     *
     * @throws DamagedRecordException when none is what was written
     */
    public synchronized Optional<Opened> open(int component, int since) throws IOException {
        return first(
                component,
                header -> isOutput(header) && header.attempt() >= since,
                (file, reader, header) -> new Opened(kind(header), header.length(), bytes(file, reader, header)));
    }

    private static InputStream bytes(Path file, RecordReader reader, RecordHeader header) throws IOException {
        if (header.length() <= SMALL) {
            return new ByteArrayInputStream(reader.payload(header));
        }
        reader.payload(header, piece -> {});
        return ChannelIo.stream(FileChannel.open(file), header.payloadOffset(), header.length());
    }

    /**
     * Returns the kind of what {@link #output} would return, checked but not kept: it may be bigger than the memory.
     *
     * @throws DamagedRecordException when none is what was written
     */
    public synchronized Optional<RecordKind> kindOfOutput(int component, int since) throws IOException {
        return first(component, header -> isOutput(header) && header.attempt() >= since, (file, reader, header) -> {
            reader.payload(header, piece -> {});
            return kind(header);
        });
    }

    /** As {@link #hasOutput(int, int)}, of any attempt. */
    public boolean hasOutput(int component) throws IOException {
        return hasOutput(component, 1);
    }

    /**
     * Returns whether a component has an output, damaged or not, without reading it.
     *
     * @param since the first attempt whose output counts
     */
    public synchronized boolean hasOutput(int component, int since) throws IOException {
        refresh();
        for (int entry = index.first(component); entry >= 0; entry = index.next(entry)) {
            RecordHeader header = index.header(entry);
            if (isOutput(header) && header.attempt() >= since) {
                return true;
            }
        }
        return false;
    }

    /**
     * Returns what an attempt left of one kind: its standard output, standard error or account.
     *
     * @throws DamagedRecordException when it is not what was written
     */
    public synchronized Optional<byte[]> ofAttempt(RecordKind kind, int component, int attempt) throws IOException {
        return first(
                component,
                header -> kind.is(header) && header.attempt() == attempt,
                (file, reader, header) -> reader.payload(header));
    }

    /** What is done with a record that was found. */
    private interface Use<T> {
        T of(Path file, RecordReader reader, RecordHeader header) throws IOException;
    }

    private <T> Optional<T> first(int component, Predicate<RecordHeader> wanted, Use<T> use) throws IOException {
        refresh();
        DamagedRecordException damage = null;
        for (int entry = index.first(component); entry >= 0; entry = index.next(entry)) {
            RecordHeader header = index.header(entry);
            if (wanted.test(header)) {
                try {
                    return Optional.of(read(index.shard(entry), header, use));
                } catch (DamagedRecordException e) {
                    damage = e;
                }
            }
        }
        if (damage != null) {
            throw damage;
        }
        return Optional.empty();
    }

    private static boolean isOutput(RecordHeader header) {
        return RecordKind.VALUE.is(header) || RecordKind.ERROR.is(header);
    }

    private static RecordKind kind(RecordHeader header) {
        return RecordKind.VALUE.is(header) ? RecordKind.VALUE : RecordKind.ERROR;
    }

    /**
     * Returns whether all that came of an attempt is here: it is closed by its output, or else by an END record, behind
     * all others.
     */
    public synchronized boolean isClosed(int component, int attempt) throws IOException {
        refresh();
        for (int entry = index.first(component); entry >= 0; entry = index.next(entry)) {
            RecordHeader header = index.header(entry);
            if ((isOutput(header) || RecordKind.END.is(header)) && header.attempt() == attempt) {
                return true;
            }
        }
        return false;
    }

    /** Returns what is wrong, for the message when something is missing. */
    public synchronized String damage() throws IOException {
        if (!skipped.isEmpty()) {
            return skipped.get(0);
        }
        for (int shard = 0; shard < scannedTo.size(); shard++) {
            Path file = shard(folder, shard);
            if (!Files.exists(file)) {
                return file + " is missing";
            }
            if (Files.size(file) != scannedTo.get(shard)) {
                return file + " is damaged at byte " + Math.min(Files.size(file), scannedTo.get(shard));
            }
        }
        return shard(folder, scannedTo.size()) + " is missing, or what stands before it was cut";
    }

    static int number(Path shard) {
        return Integer.parseInt(shard.getFileName().toString());
    }

    static Path shard(Path folder, int number) {
        return folder.resolve(String.format("%06d", number));
    }

    /** Returns the shards in order; they are numbered without a gap. */
    static List<Path> shards(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().matches("\\d{6,}"))
                    .sorted()
                    .toList();
        } catch (NoSuchFileException e) {
            return List.of();
        }
    }

    private <T> T read(int shard, RecordHeader header, Use<T> use) throws IOException {
        Path file = shard(folder, shard);
        try (FileChannel channel = FileChannel.open(file)) {
            return use.of(file, new RecordReader(channel, file.toString()), header);
        }
    }

    private void refresh() throws IOException {
        for (int shard = Math.max(0, scannedTo.size() - 1); Files.exists(shard(folder, shard)); shard++) {
            if (shard == scannedTo.size()) {
                scannedTo.add(RecordReader.START);
            }
            scan(shard);
        }
    }

    private void scan(int shard) throws IOException {
        Path file = shard(folder, shard);
        if (Files.size(file) <= scannedTo.get(shard)) {
            return;
        }
        try (FileChannel channel = FileChannel.open(file)) {
            RecordReader reader = new RecordReader(channel, file.toString());
            long end = reader.scan(scannedTo.get(shard), header -> index.add(shard, header));
            long further = end < channel.size() ? reader.behindDamage(end) : -1;
            if (further >= 0) {
                skipped.add(file + " is damaged at byte " + end);
                end = reader.scan(further, header -> index.add(shard, header));
            }
            scannedTo.set(shard, end);
        }
    }
}
