package io.htmap.runtime.internal.checkpoint;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * What a generation holds, and where it comes from. Stands behind the entries' bytes in the packed file.
 *
 * @param component index of the component
 * @param generation number and attempt
 * @param facts the circumstances of the commit
 * @param entries a folder before what is in it
 */
public record Manifest(int component, Generation generation, CommitFacts facts, List<Entry> entries) {
    private static final int FILE = 0;
    private static final int FOLDER = 1;
    private static final int ALL_OWNER_BITS = 7;

    public Manifest {
        entries = List.copyOf(entries);
    }

    byte[] encode() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeInt(component);
        out.writeInt(generation.number());
        out.writeInt(generation.attempt());
        out.writeLong(facts.committedAtMillis());
        out.writeLong(facts.elapsedNanos());
        out.writeLong(facts.stdoutBytes());
        out.writeLong(facts.stderrBytes());
        out.writeInt(entries.size());
        for (Entry entry : entries) {
            encode(entry, out);
        }
        if (facts.progress() != null) {
            out.writeLong(facts.progress().done());
            out.writeLong(facts.progress().total());
            out.writeUTF(facts.progress().note());
        }
        return bytes.toByteArray();
    }

    /** Decodes bytes whose checksum was right; still, nothing that they say is believed unseen. */
    static Manifest decode(byte[] bytes) throws DamagedCheckpointException {
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes));
        try {
            int component = in.readInt();
            Generation generation = new Generation(in.readInt(), in.readInt());
            long committedAt = in.readLong();
            long elapsed = in.readLong();
            long stdout = in.readLong();
            long stderr = in.readLong();
            List<Entry> entries = decodeEntries(in);
            CommitFacts facts = new CommitFacts(committedAt, elapsed, stdout, stderr, decodeProgress(in));
            if (in.read() >= 0) {
                throw new DamagedCheckpointException("its manifest is longer than its entries");
            }
            return new Manifest(component, generation, facts, entries);
        } catch (DamagedCheckpointException e) {
            throw e;
        } catch (IOException e) {
            throw new DamagedCheckpointException("its manifest cannot be understood");
        }
    }

    /** Older ones end before it, as do those of functions that say nothing. */
    private static Progress decodeProgress(DataInputStream in) throws IOException {
        return in.available() == 0 ? null : new Progress(in.readLong(), in.readLong(), in.readUTF());
    }

    private static void encode(Entry entry, DataOutputStream out) throws IOException {
        out.writeByte(entry.folder() ? FOLDER : FILE);
        out.writeByte(entry.ownerBits());
        out.writeUTF(EntryNames.encode(entry.path()));
        out.writeLong(entry.size());
        out.writeInt(entry.crc32c());
        out.writeLong(entry.offset());
    }

    private static List<Entry> decodeEntries(DataInputStream in) throws IOException {
        int count = in.readInt();
        List<Entry> entries = new ArrayList<>();
        EntryTree tree = new EntryTree();
        for (int i = 0; i < count; i++) {
            Entry entry = decodeEntry(in);
            tree.add(entry);
            entries.add(entry);
        }
        return entries;
    }

    private static Entry decodeEntry(DataInputStream in) throws IOException {
        int type = in.readUnsignedByte();
        int ownerBits = in.readUnsignedByte();
        if (type > FOLDER || ownerBits > ALL_OWNER_BITS) {
            throw new DamagedCheckpointException("its manifest has an entry of an unknown type");
        }
        return new Entry(
                EntryNames.decode(in.readUTF()), type == FOLDER, ownerBits, in.readLong(), in.readInt(), in.readLong());
    }
}
