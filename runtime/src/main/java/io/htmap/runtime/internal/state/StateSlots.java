package io.htmap.runtime.internal.state;

import io.htmap.runtime.SaveCosts;
import io.htmap.runtime.internal.checkpoint.Progress;
import io.htmap.runtime.internal.io.DurableFiles;
import io.htmap.runtime.internal.io.Folders;
import io.htmap.runtime.internal.run.AttemptContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The states of the resumable forms that this process has begun, in the order in which they began: {@code state-1} for
 * the first, {@code state-2} for one that began after it, or inside it. When one takes a step, those that began after it
 * belonged to the step before and are forgotten. So a function that starts again and takes the same way finds each form
 * its own state, and every checkpoint has all of them. Thread-safe.
 */
public final class StateSlots {
    private static final Path FOLDER = Path.of(".htmap");
    private static final String NAME = "state-";
    private static final StateSlots PROCESS = new StateSlots();

    private final List<StateStore<?>> live = new ArrayList<>();
    private final Set<Class<?>> seen = new HashSet<>();
    private final CostsFile costs = new CostsFile(FOLDER.resolve("costs"));
    private Thread owner;

    /** The highest number that a file may have; not known before the first form begins. */
    private int highest = -1;

    /** The highest number that a form of this process had. */
    private int begun;

    /** Numbers up to this one that have not begun yet had states of a way that was not taken again; so had their files. */
    private int outdated;

    private boolean unsaved;

    /** No form is going on, and the files have the last state of each. */
    private boolean atRest;

    private StateSlots() {}

    /** Returns those of this process. */
    public static StateSlots ofProcess() {
        return PROCESS;
    }

    static Path file(int number) {
        return FOLDER.resolve(NAME + number);
    }

    /**
     * A form begins.
     *
     * @return its number
     * @throws IllegalStateException when it begins on another thread than those before it: then their order means nothing
     */
    synchronized int begin(StateStore<?> store, AttemptContext attempt) throws IOException {
        if (owner == null) {
            owner = Thread.currentThread();
            highest = highestOnDisk();
            costs.read(attempt.attempt());
            attempt.onEviction(() -> keepWhatHasEnded(attempt));
        }
        if (owner != Thread.currentThread()) {
            throw new IllegalStateException(store.what() + " begins on the thread "
                    + Thread.currentThread().getName()
                    + ", but " + live.get(0).what() + " began on the thread " + owner.getName()
                    + ": use the resumable forms of a component on one thread, or make a component of each");
        }
        if (!live.isEmpty()) {
            live.get(live.size() - 1).anotherBegins();
        }
        live.add(store);
        atRest = false;
        if (live.size() > begun) {
            begun = live.size();
            if (begun <= outdated) {
                deleteFilesOf(store);
            }
        }
        return live.size();
    }

    /** Returns whether a form that began has not been forgotten. */
    synchronized boolean isLive(StateStore<?> store) {
        return live.contains(store);
    }

    /**
     * A form has taken a step: what began after it is forgotten.
     *
     * @throws IllegalStateException when it took it on another thread than it began on: what is saved there may be in the
     *     midst of a step here
     */
    synchronized void stepped(int number) throws IOException {
        if (owner != Thread.currentThread()) {
            throw new IllegalStateException("a state of " + live.get(number - 1).what() + " is offered on the thread "
                    + Thread.currentThread().getName() + ", but it began on the thread " + owner.getName()
                    + ": offer it there");
        }
        for (StateStore<?> later : live.subList(number, live.size())) {
            if (later.isGoingOn()) {
                throw new IllegalStateException(
                        "a state of " + live.get(number - 1).what() + " was offered while " + later.what()
                                + ", which began after it, was going on: offer it before, or after");
            }
        }
        live.subList(number, live.size()).clear();
        forgetAbove(number);
        highest = Math.max(highest, number);
        unsaved = true;
        atRest = false;
    }

    private void forgetAbove(int number) throws IOException {
        if (highest > number) {
            outdated = Math.max(outdated, highest);
        }
        while (highest > number) {
            Files.deleteIfExists(file(highest));
            highest--;
        }
    }

    /** A form has ended, and its file has its last state; or it was left, and its file has what was saved before. */
    synchronized void ended() {
        atRest = live.stream().noneMatch(StateStore::isGoingOn) && live.stream().allMatch(StateStore::isSettled);
    }

    /** Returns whether something is unsaved that the function may change, since it lies in files beside the states. */
    synchronized boolean isAtRestWithFiles() {
        return atRest && unsaved && hasFilesBeside();
    }

    private boolean hasFilesBeside() {
        return live.stream().anyMatch(store -> !store.filesBeside().isEmpty());
    }

    /** The node is wanted back while the function does something else, which does not look for that. */
    private synchronized void keepWhatHasEnded(AttemptContext attempt) {
        if (!atRest || !unsaved || hasFilesBeside()) {
            return;
        }
        try {
            keepAtRest(attempt);
        } catch (IOException | RuntimeException e) {
            System.err.println("[htmap] what has ended could not be saved, and will be done again: " + e);
        }
    }

    /** Returns whether a checkpoint made now would say more than the last one. */
    synchronized boolean hasUnsaved() {
        return unsaved;
    }

    /** What is known of saves and losses. */
    synchronized SaveCosts costs() {
        return costs.now();
    }

    /** Returns whether no state of this class was looked at before. */
    synchronized boolean isNew(Class<?> type) {
        return seen.add(type);
    }

    /** The first save is expected to take so long. */
    synchronized void estimate(long saveNanos) {
        costs.estimate(saveNanos);
    }

    /** Returns when the last checkpoint was made here, or the process began. */
    synchronized long savedNanos() {
        return costs.savedNanos();
    }

    /**
     * Makes a checkpoint of the named files, with the states of all forms and the files beside them.
     *
     * @throws IllegalStateException when it is called on another thread than that of the forms, and one has files beside its
     *     state: its step may be changing them
     */
    public synchronized void checkpoint(AttemptContext attempt, List<Path> named) throws IOException {
        if (live.isEmpty()) {
            attempt.checkpoint(named, null);
            return;
        }
        if (owner != Thread.currentThread() && !atRest && hasFilesBeside()) {
            throw new IllegalStateException("a checkpoint was asked for on the thread "
                    + Thread.currentThread().getName()
                    + " while resumable forms with files beside their states are used on the thread "
                    + owner.getName() + ", which may be changing the files: ask for it there");
        }
        commit(attempt, named, attempt::checkpoint);
    }

    /**
     * Makes one of the forms alone. Where the first of them is torn, there is nothing to add to the last one.
     *
     * @param beside files that must be there
     */
    synchronized void save(AttemptContext attempt, List<Path> beside) throws IOException {
        if (!live.get(0).isTorn()) {
            checkpoint(attempt, live.stream().anyMatch(StateStore::isTorn) ? List.of() : beside);
        }
    }

    /** Makes one of what has ended. It may be that the function only returns its result now: so it goes nowhere. */
    synchronized void keepAtRest(AttemptContext attempt) throws IOException {
        commit(attempt, List.of(), attempt::keep);
    }

    private interface Committing {
        void commit(List<Path> files, Progress reached) throws IOException;
    }

    private void commit(AttemptContext attempt, List<Path> named, Committing committing) throws IOException {
        long before = System.nanoTime();
        List<Path> all = new ArrayList<>(named);
        addStates(all);
        costs.write(attempt.evictionRequested() ? attempt.attempt() + 1 : attempt.attempt());
        all.add(costs.path());
        committing.commit(all, progress());
        costs.saved(before);
        unsaved = false;
    }

    /** Of forms inside each other the outer one tells; none does where there is one that does not know. */
    private Progress progress() {
        Progress last = null;
        for (StateStore<?> store : live) {
            last = store.progress();
            if (last == null || store.isGoingOn()) {
                return last;
            }
        }
        return last;
    }

    private void addStates(List<Path> all) throws IOException {
        for (StateStore<?> store : live) {
            // another thread may be in the midst of a step
            if (owner == Thread.currentThread()) {
                store.settle();
            }
            if (store.isTorn()) {
                return; // it will begin anew, and with it what is behind it
            }
            addWithFiles(store, all);
        }
    }

    private static void addWithFiles(StateStore<?> store, List<Path> all) {
        if (!Files.exists(store.file())) {
            return; // without a state it begins anew, and so must its files
        }
        addIfThere(store.file(), all);
        for (Path beside : store.filesBeside()) {
            addIfThere(beside, all);
        }
    }

    private static void addIfThere(Path path, List<Path> all) {
        if (Files.exists(path) && !all.contains(path)) {
            all.add(path);
        }
    }

    /**
     * The function rejects the state that a form was restored to.
     *
     * @return whether there is an older one to be looked at instead; if not, the form begins anew
     */
    synchronized boolean reject(StateStore<?> store, AttemptContext attempt) throws IOException {
        if (live.size() == 1 && attempt.canRejectRestored()) {
            boolean older = attempt.rejectRestored();
            highest = highestOnDisk();
            return older;
        }
        System.out.println(
                "[htmap] the saved state of " + store.what() + " was rejected by the function: it begins anew");
        forgetFrom(store);
        return false;
    }

    /** What a rejected form had saved goes with it: the states of forms inside it or behind it, and its files. */
    private void forgetFrom(StateStore<?> store) throws IOException {
        Files.deleteIfExists(store.file());
        forgetAbove(live.size());
        deleteFilesOf(store);
    }

    private void deleteFilesOf(StateStore<?> store) throws IOException {
        List<Path> ofOthers = live.stream()
                .filter(other -> other != store)
                .flatMap(other -> other.filesBeside().stream())
                .map(StateSlots::whole)
                .toList();
        for (Path beside : store.filesBeside()) {
            if (!isAbove(beside)) {
                deleteWithout(ofOthers, whole(beside));
            }
        }
    }

    private static Path whole(Path beside) {
        return beside.toAbsolutePath().normalize();
    }

    /** Deletes a file or folder, but none that others name. */
    private static void deleteWithout(List<Path> ofOthers, Path path) throws IOException {
        if (ofOthers.contains(path)) {
            return;
        }
        if (ofOthers.stream().noneMatch(other -> other.startsWith(path)) || !Files.isDirectory(path)) {
            DurableFiles.deleteTree(path);
            return;
        }
        for (Path child : Folders.children(path)) {
            deleteWithout(ofOthers, child);
        }
    }

    /** A folder that holds the states too is not the form's own. */
    private static boolean isAbove(Path beside) {
        return FOLDER.toAbsolutePath().startsWith(whole(beside));
    }

    /** Lower ones may be missing: a loop that had offered nothing yet has no file. */
    private static int highestOnDisk() throws IOException {
        int number = 0;
        if (Files.isDirectory(FOLDER)) {
            for (Path child : Folders.children(FOLDER)) {
                number = Math.max(number, number(child.getFileName().toString()));
            }
        }
        return number;
    }

    private static int number(String name) {
        try {
            return name.startsWith(NAME) ? Integer.parseInt(name.substring(NAME.length())) : 0;
        } catch (NumberFormatException e) {
            return 0; // what a write left that failed
        }
    }
}
