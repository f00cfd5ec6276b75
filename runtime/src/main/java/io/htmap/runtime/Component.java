package io.htmap.runtime;

import io.htmap.runtime.internal.run.AttemptContext;
import io.htmap.runtime.internal.run.CurrentAttempt;
import io.htmap.runtime.internal.state.StateSlots;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The component that the calling function is computing: where it runs, and what of its work is kept across evictions.
 *
 * <p>A component can lose its node at any moment and is then run again, from the start of the function, on another one.
 * A function that wants to go on where it was writes files into its working directory (the current directory, so
 * relative paths lead there) and hands them to {@link #checkpoint(Path...)}. When the function starts again, the files
 * of the last checkpoint are in its working directory; nothing else is.
 *
 * <p>All methods are safe to call from any thread.
 */
public final class Component {
    private static final int NOTE_LENGTH = 100;

    private Component() {}

    /**
     * Saves files and folders, so that they are there again when the component is run again after an eviction.
     *
     * <p>Each call makes a new checkpoint that holds <em>exactly</em> what is named in that call: name every file each
     * time. (Only the states of {@link Resumable} forms and {@link Checkpoint}s, with the files beside them, are always part
     * of it, also of those that were saved by an earlier attempt and have not begun again yet.) A folder stands for all that
     * is in it, empty folders too. Relative names and the owner's permissions are kept. A symbolic link stands for what it points to. The files are copied, so they may be changed as soon as the
     * call has returned, but not during it.
     *
     * <p>The checkpoint is committed whole or not at all: when the call returns, it survives a power cut; when it
     * throws, or when the node is lost during it, the checkpoint before it is still the one that counts. An exception
     * that the function throws later does not harm it. Calls from several threads wait for each other. It needs as much
     * free disk space as the named files take, beside the two checkpoints that are kept.
     *
     * <p><strong>On HTCondor this call may not return.</strong> When a checkpoint is due to be sent to the access
     * point, the JVM ends inside this call: without {@code finally} blocks, without the end of other threads. The
     * function is then started again from its start, with the files of this checkpoint. So leave nothing for after the
     * call that must happen.
     *
     * <p>Where the code is not run by HTMap, in a test for instance, this call checks that its arguments are not null or
     * empty, and does nothing.
     *
     * @param paths the files and folders; relative to the working directory, or absolute and inside it; at least one
     * @throws IllegalArgumentException when there is no path, one is null or empty, one leads outside the working
     *     directory, or one is neither a file nor a folder; the message names it
     * @throws IllegalStateException when it is called on another thread than that of the function's {@link Resumable} forms
     *     and {@link Checkpoint}s, while one that has files beside its state may be changing them, or one is used inside a
     *     walk
     * @throws java.nio.file.NoSuchFileException when one is not there
     * @throws IOException when the checkpoint could not be made durable, for instance because the disk is full; the
     *     message says where, and how many bytes there were to write
     */
    public static void checkpoint(Path... paths) throws IOException {
        List<Path> named = named(paths);
        AttemptContext attempt = CurrentAttempt.get();
        if (attempt != null) {
            StateSlots.ofProcess().checkpoint(attempt, named);
        }
    }

    /**
     * As {@link #checkpoint(Path...)}, with the paths as texts.
     *
     * @param paths the files and folders; relative to the working directory, or absolute and inside it; at least one
     * @throws IllegalArgumentException as above, and when a text cannot be a path
     * @throws java.nio.file.NoSuchFileException when one is not there
     * @throws IOException when the checkpoint could not be made durable
     */
    public static void checkpoint(String... paths) throws IOException {
        if (paths == null) {
            throw new IllegalArgumentException("the paths to checkpoint are null: name at least one file or folder");
        }
        Path[] converted = new Path[paths.length];
        for (int i = 0; i < paths.length; i++) {
            converted[i] = paths[i] == null ? null : Path.of(paths[i]);
        }
        checkpoint(converted);
    }

    /**
     * Returns the index of the component in its map, from 0.
     *
     * @throws IllegalStateException when the code is not run by HTMap
     */
    public static int index() {
        return current("index").component();
    }

    /**
     * Returns the number of this attempt, from 1. It grows with each start of the function on a node.
     *
     * @throws IllegalStateException when the code is not run by HTMap
     */
    public static int attempt() {
        return current("attempt").attempt();
    }

    /** Returns whether the code is run by HTMap, as a component of a map. */
    public static boolean onExecuteNode() {
        return CurrentAttempt.get() != null;
    }

    /**
     * Returns whether the component's node is wanted back. A function that asks is trusted: it is not ended at the
     * polite signal of an eviction, but may finish its step, save, and leave with {@link #leave()} (or by returning its
     * output). If it has done neither when the grace period is nearly over, it is ended, with what was saved last.
     *
     * <p>Cheap enough to ask at each step. Where the code is not run by HTMap, false.
     */
    public static boolean evictionRequested() {
        AttemptContext attempt = CurrentAttempt.get();
        return attempt != null && attempt.evictionRequested();
    }

    /**
     * Runs an action once, on another thread, when the component's node is wanted back: to save, for instance, where no
     * {@link Resumable} form with files beside its state does that. When all such actions have returned the attempt ends,
     * unless the function has asked {@link #evictionRequested()} before. If it is wanted back already, this call runs the
     * action itself. Where the code is not run by HTMap, nothing happens.
     *
     * @param action must end well within the grace period; what it throws is noted in the standard error
     */
    public static void onEviction(Runnable action) {
        AttemptContext attempt = CurrentAttempt.get();
        if (attempt != null) {
            attempt.onEviction(action);
        }
    }

    /**
     * Leaves the node after {@link #evictionRequested()}: the component is run again later, with its last checkpoint.
     * Does not return; shutdown hooks run, {@code finally} blocks do not.
     *
     * <p>Resumable forms that had ended, and, on their thread, items of a walk, are saved by this call, unless files are
     * saved beside their states, or the last checkpoint was made by hand: that one stays then. A fold that is left in the midst of a step, and a loop of the function's own, also behind it,
     * go on from what was saved last: their states may have been changed. A form that is let go on to the end of its step saves
     * and leaves by itself; for a loop, {@link Checkpoint#save} does.
     *
     * @throws IllegalStateException when no eviction was requested, or the code is not run by HTMap
     */
    public static void leave() {
        AttemptContext attempt = current("leave");
        if (attempt.evictionRequested()) {
            StateSlots.ofProcess().leaving(attempt);
        }
        attempt.leave();
    }

    /**
     * Says how far the function is: others see it while the component runs. Cheap enough to be called at each step: it is
     * written down at most once a second; on HTCondor it is told at most every 5 seconds, and shown some minutes later. Where the code is not run by HTMap, only the arguments are checked.
     *
     * @param done how much is done, not negative; steps, files, bytes, as you like
     * @param total of how much; 0 if that is not known
     * @param note a line for people, may be empty; what is longer than 100 characters is cut
     * @throws IllegalArgumentException when a number is negative or the note is null
     */
    public static void progress(long done, long total, String note) {
        if (done < 0 || total < 0) {
            throw new IllegalArgumentException(
                    "progress of " + done + " of " + total + ": give numbers that are not negative");
        }
        if (note == null) {
            throw new IllegalArgumentException("the note of the progress is null; it may be empty");
        }
        AttemptContext attempt = CurrentAttempt.get();
        if (attempt != null) {
            attempt.progress(done, total, note.length() <= NOTE_LENGTH ? note : note.substring(0, NOTE_LENGTH));
        }
    }

    /** As {@link #progress(long, long, String)}, without a note. */
    public static void progress(long done, long total) {
        progress(done, total, "");
    }

    private static AttemptContext current(String method) {
        AttemptContext attempt = CurrentAttempt.get();
        if (attempt == null) {
            throw new IllegalStateException("Component." + method + "() has no meaning here: this code is not run by"
                    + " HTMap as a component of a map; ask Component.onExecuteNode() first");
        }
        return attempt;
    }

    private static List<Path> named(Path[] paths) {
        if (paths == null || paths.length == 0) {
            throw new IllegalArgumentException("there is nothing to checkpoint: name at least one file or folder");
        }
        List<Path> named = new ArrayList<>(paths.length);
        for (int i = 0; i < paths.length; i++) {
            if (paths[i] == null || paths[i].toString().isEmpty()) {
                throw new IllegalArgumentException("path " + i + " to checkpoint is "
                        + (paths[i] == null ? "null" : "empty; \".\" is the working directory"));
            }
            named.add(paths[i]);
        }
        return named;
    }
}
