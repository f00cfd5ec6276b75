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
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A state in a file of the working directory:
 *
 * <pre>
 * 8 bytes   "HTMAPST4"
 * UTF       what kind of state it is ({@link StateForm})
 * 4 bytes   number of the form in whose step its form began; 0 for none
 * 4 bytes   how many files and folders are saved beside it
 * UTF each  their names in the working directory
 * 8 bytes   how many steps led to it
 * the rest  the state, as the codec wrote it
 * </pre>
 *
 * A write that fails leaves the file as it was. It is not forced: the checkpoint that it becomes part of is.
 */
final class StateFile<S> {
    private static final long MAGIC = 0x48544d4150535434L;

    private final Path path;
    private final StateForm<S> form;
    private final int inside;
    private final List<Path> filesBeside;

    /** @param inside number of the form in whose step this one began; 0 for none */
    StateFile(Path path, StateForm<S> form, int inside, List<Path> filesBeside) {
        this.path = path;
        this.form = form;
        this.inside = inside;
        this.filesBeside = filesBeside;
    }

    /** A state, and how many steps led to it. */
    record Kept<S>(S state, long steps) {}

    /** What stands before the state. */
    private record Header(String what, int inside, List<Path> filesBeside, long steps) {
        static Header read(DataInputStream in) throws IOException {
            if (in.readLong() != MAGIC) {
                throw new IOException("it is not a state that this version can read");
            }
            String what = in.readUTF();
            int inside = in.readInt();
            List<Path> filesBeside = new ArrayList<>();
            for (int left = in.readInt(); left > 0; left--) {
                filesBeside.add(Path.of(in.readUTF()));
            }
            return new Header(what, inside, filesBeside, in.readLong());
        }

        void write(DataOutputStream out) throws IOException {
            out.writeLong(MAGIC);
            out.writeUTF(what);
            out.writeInt(inside);
            out.writeInt(filesBeside.size());
            for (Path beside : filesBeside) {
                out.writeUTF(beside.toString());
            }
            out.writeLong(steps);
        }
    }

    /** Returns which files and folders are saved beside the state of a file. */
    static List<Path> filesBeside(Path file) throws IOException {
        try (DataInputStream in = open(file)) {
            return Header.read(in).filesBeside();
        }
    }

    /** Returns whether there is a file of a form that began inside another one than this one does, or inside none. */
    boolean isOfAnotherPlace() throws IOException {
        try (DataInputStream in = open(path)) {
            return Header.read(in).inside() != inside;
        } catch (IOException e) {
            return false; // there is none, or reading the whole of it says why not
        }
    }

    private static DataInputStream open(Path file) throws IOException {
        return new DataInputStream(new BufferedInputStream(Files.newInputStream(file)));
    }

    /** Returns the state, if there is a file. */
    Optional<Kept<S>> read(int component) throws IOException {
        try (DataInputStream in = open(path)) {
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
        Header header = Header.read(in);
        if (!header.what().equals(form.what())) {
            throw new IOException("it is that of " + header.what() + ", but here the function asks for that of "
                    + form.what() + hint(header.what()));
        }
        S state = form.codec().read(in);
        if (!form.type().isInstance(state)) {
            throw new IOException(
                    "it is " + (state == null ? "null" : "a " + state.getClass().getName()) + ", not a "
                            + form.type().getName());
        }
        return new Kept<>(state, header.steps());
    }

    private String hint(String what) {
        return StateForm.isOfWalk(what) && StateForm.isOfWalk(form.what())
                ? " (the list of a walk must be the same each time: it may have been listed anew, or made from something"
                        + " that had changed before the walk began)"
                : "";
    }

    /** Returns whether the state in the file is the same, byte for byte. */
    boolean holds(S state) throws IOException {
        try (DataInputStream in = open(path)) {
            Header.read(in);
            ComparingStream compared = new ComparingStream(in);
            form.codec().write(state, compared);
            return compared.isSame();
        }
    }

    /** Replaces the state. */
    void write(S state, long steps) throws IOException {
        Files.createDirectories(path.getParent());
        Path written = path.resolveSibling(path.getFileName() + ".new");
        try (DataOutputStream out = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(written)))) {
            new Header(form.what(), inside, inWorkingDirectory(), steps).write(out);
            form.codec().write(state, out);
        }
        Files.move(written, path, StandardCopyOption.ATOMIC_MOVE);
    }

    /** Another attempt has another working directory. */
    private List<Path> inWorkingDirectory() throws IOException {
        Path here = Path.of("").toRealPath();
        List<Path> names = new ArrayList<>();
        for (Path beside : filesBeside) {
            Path whole = beside.isAbsolute() ? withRealFolder(beside.normalize()) : beside;
            names.add(whole.startsWith(here) ? here.relativize(whole) : beside);
        }
        return names;
    }

    private static Path withRealFolder(Path whole) throws IOException {
        Path folder = whole.getParent();
        return folder != null && Files.isDirectory(folder) ? folder.toRealPath().resolve(whole.getFileName()) : whole;
    }
}
