package io.htmap.runtime.internal.checkpoint;

import static java.nio.file.StandardOpenOption.READ;

import io.htmap.runtime.internal.io.ChannelIo;
import io.htmap.runtime.internal.io.DurableFiles;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.zip.CRC32C;

/**
 * Reads a packed generation. Whatever the bytes are, it throws a {@link DamagedCheckpointException}, or another
 * IOException when the file itself cannot be read or a copy cannot be written. Not thread-safe.
 */
public final class PackedReader implements AutoCloseable {
    private static final int BUFFER_SIZE = 128 * 1024;

    private final FileChannel channel;
    private final Manifest manifest;

    private PackedReader(FileChannel channel, Manifest manifest) {
        this.channel = channel;
        this.manifest = manifest;
    }

    /**
     * Opens a generation, and checks all of it but the bytes of the files.
     *
     * @param component whose generation it must be
     * @param generation which generation it must be
     */
    public static PackedReader open(Path file, int component, Generation generation) throws IOException {
        FileChannel channel = FileChannel.open(file, READ);
        try {
            return new PackedReader(channel, readManifest(channel, component, generation));
        } catch (EOFException e) {
            channel.close();
            throw new DamagedCheckpointException("it is cut short");
        } catch (IOException | RuntimeException | Error e) {
            channel.close();
            throw e;
        }
    }

    /** Returns what the generation holds. */
    public Manifest manifest() {
        return manifest;
    }

    /** Checks the bytes of all files. */
    public void verify() throws IOException {
        for (Entry entry : manifest.entries()) {
            if (!entry.folder()) {
                stream(entry, null);
            }
        }
    }

    /**
     * Copies everything into a folder, checking it on the way. On an exception a part of it may be there.
     *
     * @param directory exists and is empty
     */
    public void unpack(Path directory) throws IOException {
        for (Entry entry : manifest.entries()) {
            unpack(entry, directory.resolve(entry.path()));
        }
        // last and from the inside out: a folder that the owner may not write to still had to be filled
        List<Entry> entries = manifest.entries();
        for (int i = entries.size() - 1; i >= 0; i--) {
            Path target = directory.resolve(entries.get(i).path());
            Files.setPosixFilePermissions(target, permissions(entries.get(i).ownerBits()));
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    private void unpack(Entry entry, Path target) throws IOException {
        if (entry.folder()) {
            createFolders(target);
            return;
        }
        createFolders(target.getParent());
        try (FileChannel out = DurableFiles.createPrivate(target)) {
            stream(entry, out);
        }
    }

    private void stream(Entry entry, FileChannel target) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocateDirect((int) Math.min(BUFFER_SIZE, Math.max(1, entry.size())));
        CRC32C crc = new CRC32C();
        for (long done = 0; done < entry.size(); ) {
            buffer.clear().limit((int) Math.min(buffer.capacity(), entry.size() - done));
            int count = channel.read(buffer, entry.offset() + done);
            if (count < 0) {
                throw new DamagedCheckpointException("it is cut short");
            }
            done += count;
            crc.update(buffer.flip());
            if (target != null) {
                ChannelIo.writeFully(target, buffer.rewind());
            }
        }
        if ((int) crc.getValue() != entry.crc32c()) {
            throw new DamagedCheckpointException("its file " + entry.path() + " fails its checksum");
        }
    }

    private static Manifest readManifest(FileChannel channel, int component, Generation generation) throws IOException {
        long size = channel.size();
        if (size < PackedFormat.HEADER_SIZE + PackedFormat.FOOTER_SIZE) {
            throw new DamagedCheckpointException("it is cut short");
        }
        byte[] header = ChannelIo.readFully(channel, 0, PackedFormat.HEADER_SIZE);
        long footerOffset = size - PackedFormat.FOOTER_SIZE;
        byte[] footer = ChannelIo.readFully(channel, footerOffset, PackedFormat.FOOTER_SIZE);
        checkFrame(header, footer);
        ByteBuffer fields = ByteBuffer.wrap(footer).position(PackedFormat.MAGIC_SIZE + 1);
        long offset = fields.getLong();
        int length = fields.getInt();
        if (length < 0 || offset < PackedFormat.HEADER_SIZE || offset != footerOffset - length) {
            throw new DamagedCheckpointException("its manifest is not where its footer says");
        }
        byte[] encoded = ChannelIo.readFully(channel, offset, length);
        if (fields.getInt() != PackedFormat.crc(encoded, length)) {
            throw new DamagedCheckpointException("its manifest fails its checksum");
        }
        Manifest manifest = Manifest.decode(encoded);
        checkIdentity(header, manifest, component, generation);
        checkOffsets(manifest, offset);
        return manifest;
    }

    private static void checkFrame(byte[] header, byte[] footer) throws IOException {
        if (!PackedFormat.isSealed(header, PackedFormat.HEADER_MAGIC)) {
            throw new DamagedCheckpointException("its header fails its checksum");
        }
        if (!PackedFormat.isSealed(footer, PackedFormat.FOOTER_MAGIC)) {
            throw new DamagedCheckpointException("its footer fails its checksum");
        }
        int version = header[PackedFormat.MAGIC_SIZE];
        if (version != footer[PackedFormat.MAGIC_SIZE] || version < 1) {
            throw new DamagedCheckpointException("its header and its footer do not belong together");
        }
        if (version > PackedFormat.VERSION) {
            // whole, but not for us: starting from something older would throw away good work
            throw new IOException("the checkpoint has format " + version + ", this runner reads formats up to "
                    + PackedFormat.VERSION + ": use the version that wrote it, or a newer one");
        }
    }

    private static void checkIdentity(byte[] header, Manifest manifest, int component, Generation generation)
            throws DamagedCheckpointException {
        boolean own = manifest.component() == component && manifest.generation().equals(generation);
        if (!own || !java.util.Arrays.equals(header, PackedFormat.header(component, generation))) {
            throw new DamagedCheckpointException("it is another component's or another generation's");
        }
    }

    /** The files' bytes must fill the room between header and manifest without a gap: no byte goes unchecked. */
    private static void checkOffsets(Manifest manifest, long end) throws DamagedCheckpointException {
        long next = PackedFormat.HEADER_SIZE;
        for (Entry entry : manifest.entries()) {
            if (entry.offset() != next || entry.size() < 0 || entry.size() > end - next) {
                throw new DamagedCheckpointException("its manifest places " + entry.path() + " wrongly");
            }
            next += entry.size();
        }
        if (next != end) {
            throw new DamagedCheckpointException("it has bytes that belong to no file");
        }
    }

    private static void createFolders(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            createFolders(folder.getParent());
            DurableFiles.createPrivateDirectory(folder);
        }
    }

    private static Set<PosixFilePermission> permissions(int ownerBits) {
        Set<PosixFilePermission> permissions = EnumSet.noneOf(PosixFilePermission.class);
        if ((ownerBits & SelectedFile.READ) != 0) {
            permissions.add(PosixFilePermission.OWNER_READ);
        }
        if ((ownerBits & SelectedFile.WRITE) != 0) {
            permissions.add(PosixFilePermission.OWNER_WRITE);
        }
        if ((ownerBits & SelectedFile.EXECUTE) != 0) {
            permissions.add(PosixFilePermission.OWNER_EXECUTE);
        }
        return permissions;
    }
}
