package io.htmap;

import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeoutException;

/**
 * A handle on a map: one function applied to many inputs. Its components are numbered from 0, in the order of the
 * inputs.
 *
 * <p>A handle holds no truth of its own: what it tells is read from the map directory, so any number of handles in any
 * number of programs see the same, and nothing is lost when the program that made the map ends.
 *
 * <p>Every method that waits may be interrupted; it then throws {@link WaitInterruptedException} and leaves the thread's
 * interrupt flag set. Every method throws {@link MapRemovedException} once the map was removed, and
 * {@link CorruptMapException} when the map directory is damaged. A component index out of range is refused with an
 * {@link IndexOutOfBoundsException} that names the range. Thread-safe.
 *
 * @param <I> type of the inputs
 * @param <O> type of the outputs
 */
public interface ComponentMap<I, O> extends Iterable<O> {

    /** Returns the name of the map. */
    String tag();

    /** Returns the name of the map directory, a UUID. */
    String id();

    /** Returns the map directory. */
    java.nio.file.Path directory();

    /** Returns the name of the scheduler that runs the map, such as {@code local}. */
    String schedulerName();

    /** Returns how many components there are; at least 1. */
    int size();

    /** Returns the options that the map was made with, complete. */
    MapOptions options();

    /** Returns the input of a component, a fresh copy. */
    I input(int component);

    // ---- status

    /** Returns the status of every component now, by index. */
    List<Status> statuses();

    /** Returns the status of a component now. */
    Status status(int component);

    /** Returns how many components are in each status now; statuses that no component has are absent. */
    Map<Status, Integer> counts();

    /** Returns whether every component is completed. */
    boolean isDone();

    /**
     * Returns a component's attempts so far, in order; the last one may still run. Empty before the first.
     */
    List<Attempt> attempts(int component);

    /** Returns what became of the time that the map's components have run so far; reads what is known of each attempt. */
    MapAccount account();

    /**
     * Returns the checkpoints of a component that are kept and that this machine can read, newest first. Those of a
     * component that is completed are deleted, unless they are pinned. On HTCondor, what a running component has saved but not committed to the
     * access point yet is on its node only, and not among them.
     *
     * @param verify whether all bytes are read and checked, which may take long; else only what each says of itself
     */
    List<SavedCheckpoint> checkpoints(int component, boolean verify);

    /**
     * Copies what a checkpoint holds into a folder.
     *
     * @param generation number of the checkpoint
     * @param folder must not be there yet; it is there whole afterwards, or not at all
     * @throws HtmapException when there is no such checkpoint, it is damaged, or the folder cannot be made
     */
    void exportCheckpoint(int component, int generation, java.nio.file.Path folder);

    /**
     * Pins a checkpoint: a copy of it is kept in the map directory, whatever becomes of the component, until it is unpinned
     * or the map is removed. Pinning one that is pinned changes nothing.
     *
     * @param generation number of the checkpoint, as {@link #checkpoints} has it
     * @throws HtmapException when this machine can read no such checkpoint, it is damaged, or it cannot be copied
     */
    void pinCheckpoint(int component, int generation);

    /**
     * Deletes the copy that {@link #pinCheckpoint} made; the checkpoint is then kept as long as any other.
     *
     * @throws HtmapException when it is not pinned
     */
    void unpinCheckpoint(int component, int generation);

    /**
     * Returns how far the components on nodes are, by index, as far as their functions have said so
     * ({@link io.htmap.runtime.Component#progress}). On HTCondor it may be some minutes old.
     */
    Map<Integer, ComponentProgress> progress();

    /** Returns why a component is held; empty if it is not. */
    Optional<Hold> holdReason(int component);

    /** Returns the report of a component whose function threw; empty if it is not {@link Status#ERRORED}. */
    Optional<ComponentError> error(int component);

    /**
     * Returns the reports of all attempts of a component whose function threw, oldest first; also of those after which it
     * was run again (option {@code retries}), whatever became of it. Empty if it never threw. A component that was run
     * again by {@code rerun} has those of its earlier runs, too.
     *
     * @throws IndexOutOfBoundsException when there is no such component
     * @throws CorruptMapException when a report cannot be read
     */
    List<ComponentError> errors(int component);

    // ---- waiting

    /**
     * Waits until every component is completed.
     *
     * @param tolerances what not to stop for; with none given, the first held or errored component ends the wait
     * @throws ComponentHeldException when a component is held (unless holds are tolerated: then the wait goes on until
     *     somebody releases it)
     * @throws ComponentErrorException when a component is errored (unless errors are tolerated: it then counts as done)
     * @throws ComponentRemovedException when a component was removed
     */
    void await(Tolerance... tolerances);

    /**
     * As {@link #await(Tolerance...)}, for a limited time.
     *
     * @throws TimeoutException when the time is over; the message tells the counts
     */
    void await(Duration timeout, Tolerance... tolerances) throws TimeoutException;

    /**
     * Waits until a component runs.
     *
     * @throws ComponentException when it ends or is held instead
     */
    void awaitRunning(int component);

    /**
     * Waits until a component has a status.
     *
     * @throws TimeoutException when the time is over
     * @throws ComponentException when it has reached a terminal status that is not the wanted one
     */
    void awaitStatus(int component, Status wanted, Duration timeout) throws TimeoutException;

    // ---- outputs

    /**
     * Returns the output of a component; waits for it.
     *
     * @throws ComponentErrorException when its function threw
     * @throws ComponentHeldException when it is held
     * @throws ComponentRemovedException when it was removed
     * @throws HtmapException when the output holds a class that is not allowed; no code of it ran
     */
    O get(int component);

    /**
     * As {@link #get(int)}, for a limited time.
     *
     * @throws TimeoutException when the time is over
     */
    O get(int component, Duration timeout) throws TimeoutException;

    /**
     * Returns the output of a component if it is there; does not wait. An output that is null is an empty optional too:
     * {@link #status} tells the difference. Fails as {@link #get(int)} does.
     */
    Optional<O> getNow(int component);

    /** Iterates over the outputs in the order of the inputs; waits for each. Fails as {@link #get(int)} does. */
    @Override
    Iterator<O> iterator();

    /**
     * Iterates over the outputs as they become available; waits for each. Each call starts anew. Fails as
     * {@link #get(int)} does when a component that cannot complete is all that is left or comes first.
     */
    Iterable<Output<O>> asAvailable();

    /** Returns what a component wrote to its standard output in all its attempts so far, one after the other. */
    String stdout(int component);

    /** Returns what one attempt (from 1) wrote to its standard output so far; empty text if it wrote nothing. */
    String stdout(int component, int attempt);

    /** Returns what a component wrote to its standard error in all its attempts so far, one after the other. */
    String stderr(int component);

    /** Returns what one attempt (from 1) wrote to its standard error so far; empty text if it wrote nothing. */
    String stderr(int component, int attempt);

    // ---- actions; each returns when the scheduler has taken it on, with the number of components it applies to

    /** Holds components (all if none is named): they stay aside, with what they have saved, until they are released. */
    int hold(int first, int... more);

    /** Holds all components. */
    int hold();

    /** Releases held components. */
    int release(int first, int... more);

    /** Releases all held components. */
    int release();

    /** Evicts running components from their nodes; they run again later, from what they have saved. */
    int vacate(int first, int... more);

    /** Evicts all running components. */
    int vacate();

    /**
     * Suspends running components (all if none is named): they stay on their nodes, stopped, with what they claim there,
     * until they are unsuspended. Holding, vacating or removing one that is suspended lets it go on first, to leave.
     */
    int suspend(int first, int... more);

    /** Suspends all running components. */
    int suspend();

    /** Lets suspended components (all if none is named) go on where they were stopped. */
    int unsuspend(int first, int... more);

    /** Lets all suspended components go on. */
    int unsuspend();

    /**
     * Changes how much memory components (all if none is named) ask for, in MiB, at least 64. It counts for attempts that
     * begin later, for good; {@link #options} still tells what the map was made with. To help a component that ran out of
     * memory: give it more, then {@link #release} it.
     *
     * @throws HtmapException when it is too little, or more than could ever be had; nothing is changed
     */
    int setMemoryMb(long memoryMb, int... components);

    /** As {@link #setMemoryMb}, for disk; at least 1 MiB. */
    int setDiskMb(long diskMb, int... components);

    /**
     * Runs components again from their inputs, as if they had never run: those that are completed, errored, held or removed.
     * Each becomes {@link Status#IDLE}; its output or error of before does not count any more, and waits wait for the new
     * one. Its attempts go on being counted, and what they wrote stays readable. Its checkpoints are not restored; until the
     * new attempts have saved twice they are kept, and {@link #rerunFrom} can go back to them.
     *
     * @throws HtmapException when one of them runs or is about to run (hold it first), or the map's scheduler cannot run
     *     components again; nothing is changed then
     */
    int rerun(int first, int... more);

    /** As {@link #rerun(int, int...)}, all components. */
    int rerun();

    /** As {@link #rerun(int, int...)}, those that are errored, held or removed; the others are left alone. */
    int rerunIncomplete();

    /**
     * Runs components again as {@link #rerun(int, int...)} does, but each goes on from its newest checkpoint that is whole.
     * What made an older one be used instead, two restarts that failed, is forgiven.
     *
     * @throws HtmapException also when one of them has no checkpoint; those of a completed one were deleted, unless they are
     *     pinned
     */
    int rerunFromCheckpoint(int first, int... more);

    /**
     * Runs a component again as {@link #rerunFromCheckpoint} does, but from a checkpoint that is named; newer ones do not
     * count any more.
     *
     * @param generation number of the checkpoint, as {@link #checkpoints} has it
     * @throws HtmapException also when it is damaged
     */
    void rerunFrom(int component, int generation);

    /** Takes components out of the map's work for good; their statuses become {@link Status#REMOVED}. */
    int removeComponents(int first, int... more);

    /** Ends everything that runs and removes the map with all its files. The tag is free afterwards. */
    void remove();

    /** What a wait may put up with. */
    enum Tolerance {
        /** Held components do not end the wait; it goes on until they are released and done. */
        HOLDS,
        /** Errored components count as done. */
        ERRORS
    }

    /**
     * An output with its place.
     *
     * @param component index of the component
     * @param value its output; may be null
     */
    record Output<O>(int component, O value) {}
}
