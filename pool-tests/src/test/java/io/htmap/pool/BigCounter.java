package io.htmap.pool;

import io.htmap.runtime.Component;
import io.htmap.runtime.MapFunction;
import io.htmap.testing.Gate;
import io.htmap.testing.Trace;
import io.htmap.testing.Trace.What;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Random;

/** Counts steps, and saves so much with each that to upload it takes a while. Its result is the number of steps. */
record BigCounter(Gate gate, Trace trace, int megabytes) implements MapFunction<Integer, Long> {
    private static final Path SAVED = Path.of("saved");
    private static final int MEBI = 1 << 20;

    @Override
    public Long apply(Integer steps) throws Exception {
        int step = restored();
        trace.add(Component.index(), Component.attempt(), What.STARTED, step);
        while (step < steps) {
            gate.await(step + 1);
            step++;
            trace.add(Component.index(), Component.attempt(), What.BEGUN, step);
            save(step);
            Component.checkpoint(SAVED);
            trace.add(Component.index(), Component.attempt(), What.SAVED, step);
        }
        return (long) step;
    }

    /** Returns the step that was saved, and checks that all of it is there. */
    private int restored() throws IOException {
        if (!Files.exists(SAVED)) {
            return 0;
        }
        try (FileChannel channel = FileChannel.open(SAVED)) {
            ByteBuffer step = ByteBuffer.allocate(Integer.BYTES);
            if (channel.read(step) < Integer.BYTES || channel.size() != Integer.BYTES + (long) megabytes * MEBI) {
                throw new IOException("what was restored is torn: " + channel.size() + " bytes");
            }
            return step.flip().getInt();
        }
    }

    private void save(int step) throws IOException {
        Random noise = new Random(step);
        byte[] mebibyte = new byte[MEBI];
        try (FileChannel channel = FileChannel.open(
                SAVED, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
            channel.write(ByteBuffer.allocate(Integer.BYTES).putInt(step).flip());
            for (int i = 0; i < megabytes; i++) {
                noise.nextBytes(mebibyte);
                channel.write(ByteBuffer.wrap(mebibyte));
            }
        }
    }
}
