package io.htmap.runtime.internal.state;

import io.htmap.runtime.Component;
import io.htmap.runtime.SaveCosts;
import io.htmap.runtime.SavePolicy;
import io.htmap.runtime.StateCodec;
import io.htmap.runtime.internal.probe.Probe;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A state in a file of the working directory, which is checkpointed with the files beside it. The file:
 *
 * <pre>
 * 8 bytes   "HTMAPST1"
 * 8 bytes   cost of a save in nanoseconds    (SaveCosts)
 * 8 bytes   run time in nanoseconds
 * 8 bytes   how often it was started anew
 * the rest  the state, as the codec wrote it
 * </pre>
 *
 * Not thread-safe.
 */
public final class StateStore<S> {
    private static final long MAGIC = 0x48544d4150535431L;
    private static final Path FILE = Path.of(".htmap", "state");

    private final StateCodec<S> codec;
    private final SavePolicy policy;
    private final List<Path> files;
    private final long startNanos = System.nanoTime();
    private SaveCosts costs = SaveCosts.NONE;
    private long ranBefore;
    private long savedNanos = startNanos;
    private long dueNanos;
    private long offers;

    public StateStore(StateCodec<S> codec, SavePolicy policy, List<Path> files) {
        this.codec = codec;
        this.policy = policy;
        this.files = files;
        this.dueNanos = policy.intervalNanos(costs);
    }

    public StateStore<S> with(SavePolicy other) {
        return new StateStore<>(codec, other, files);
    }

    public StateStore<S> with(List<Path> others) {
        return new StateStore<>(codec, policy, others);
    }

    /** Returns what was saved last. */
    public Optional<S> restore() throws IOException {
        if (!Component.onExecuteNode()) {
            return Optional.empty();
        }
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(FILE)))) {
            if (in.readLong() != MAGIC) {
                throw new IOException("it is not a state that this version can read");
            }
            costs = new SaveCosts(in.readLong(), in.readLong(), in.readLong() + 1);
            ranBefore = costs.runNanos();
            dueNanos = policy.intervalNanos(costs);
            return Optional.of(codec.read(in));
        } catch (NoSuchFileException none) {
            return Optional.empty();
        } catch (IOException e) {
            throw new IOException(
                    "the saved state of component " + Component.index() + " cannot be read, though it is whole: "
                            + e.getMessage()
                            + "; it stays saved, so run it again with the classes that it was saved with",
                    e);
        }
    }

    /** Saves a state, and leaves the node if that is wanted back. */
    public boolean offer(S state) throws IOException {
        Probe.offered();
        offers++;
        if (Component.evictionRequested()) {
            save(state);
            Component.leave();
        }
        if (!isDue() && !Probe.isActive()) {
            return false;
        }
        save(state);
        return true;
    }

    private boolean isDue() {
        long steps = policy.steps();
        return steps > 0 ? offers >= steps : System.nanoTime() - savedNanos >= dueNanos;
    }

    /** Saves a state now. */
    public void save(S state) throws IOException {
        if (!Component.onExecuteNode()) {
            return;
        }
        long before = System.nanoTime();
        write(state, new SaveCosts(costs.saveNanos(), ranBefore + before - startNanos, costs.losses()));
        List<Path> all = new ArrayList<>(files);
        all.add(FILE);
        offers = 0;
        Component.checkpoint(all.toArray(new Path[0]));
        savedNanos = System.nanoTime();
        costs = new SaveCosts(smoothed(savedNanos - before), ranBefore + savedNanos - startNanos, costs.losses());
        dueNanos = policy.intervalNanos(costs);
    }

    /** The newest save counts half. */
    private long smoothed(long nanos) {
        return costs.saveNanos() == 0 ? nanos : (costs.saveNanos() + nanos) / 2;
    }

    private void write(S state, SaveCosts known) throws IOException {
        Files.createDirectories(FILE.getParent());
        try (OutputStream file = new BufferedOutputStream(Files.newOutputStream(FILE));
                DataOutputStream out = new DataOutputStream(file)) {
            out.writeLong(MAGIC);
            out.writeLong(known.saveNanos());
            out.writeLong(known.runNanos());
            out.writeLong(known.losses());
            codec.write(state, out);
        }
    }
}
