package io.htmap.runtime.internal.state;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/**
 * A state in a file of the working directory:
 *
 * <pre>
 * 8 bytes   "HTMAPST3"
 * UTF       what kind of state it is ({@link StateForm})
 * 8 bytes   how many steps led to it
 * the rest  the state, as the codec wrote it
 * </pre>
 *
 * A write that fails leaves the file as it was. It is not forced: the checkpoint that it becomes part of is.
 */
final class StateFile<S> {
    private static final long MAGIC = 0x48544d4150535433L;

    private final Path path;
    private final StateForm<S> form;

    StateFile(Path path, StateForm<S> form) {
        this.path = path;
        this.form = form;
    }

    /** A state, and how many steps led to it. */
    record Kept<S>(S state, long steps) {}

    /** Returns the state, if there is a file. */
    Optional<Kept<S>> read(int component) throws IOException {
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(path)))) {
            return Optional.of(read(in));
        } catch (NoSuchFileException none) {
            return Optional.empty();
        } catch (IOException | RuntimeException | LinkageError e) {
            throw new IOException(
                    "the saved state " + path.getFileName() + " of component " + component
                            + " cannot be used, though it is whole: "
                            + (e.getClass() == IOException.class ? e.getMessage() : e.toString())
                            + "; it stays saved, so run it again with the classes and the inputs that it was saved with",
                    e);
        }
    }

    private Kept<S> read(DataInputStream in) throws IOException {
        if (in.readLong() != MAGIC) {
            throw new IOException("it is not a state that this version can read");
        }
        String what = in.readUTF();
        if (!what.equals(form.what())) {
            throw new IOException(
                    "it is that of " + what + ", but here the function asks for that of " + form.what() + hint(what));
        }
        long steps = in.readLong();
        S state = form.codec().read(in);
        if (!form.type().isInstance(state)) {
            throw new IOException(
                    "it is " + (state == null ? "null" : "a " + state.getClass().getName()) + ", not a "
                            + form.type().getName());
        }
        return new Kept<>(state, steps);
    }

    private String hint(String what) {
        return StateForm.isOfWalk(what) && StateForm.isOfWalk(form.what())
                ? " (the list of a walk must be the same each time: it may have been listed anew, or made from something"
                        + " that had changed before the walk began)"
                : "";
    }

    /** Replaces the state. */
    void write(S state, long steps) throws IOException {
        Files.createDirectories(path.getParent());
        Path written = path.resolveSibling(path.getFileName() + ".new");
        try (DataOutputStream out = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(written)))) {
            out.writeLong(MAGIC);
            out.writeUTF(form.what());
            out.writeLong(steps);
            form.codec().write(state, out);
        }
        Files.move(written, path, StandardCopyOption.ATOMIC_MOVE);
    }
}
