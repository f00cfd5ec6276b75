package io.htmap.runtime.internal.state;

import io.htmap.runtime.SaveCosts;
import io.htmap.runtime.internal.checkpoint.Progress;
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
    private static final StateSlots PROCESS = new StateSlots();

    private final List<StateStore<?>> live = new ArrayList<>();
    private final Set<Class<?>> seen = new HashSet<>();
    private final CostsFile costs = new CostsFile(StateFolder.PATH.resolve("costs"));
    private final StateFolder folder = new StateFolder();
    private Thread owner;

    private boolean unsaved;

    private boolean isSaid;

    /** The last checkpoint was made by hand. */
    private boolean isSavedByHand;

    /** No form is going on, and the files have the last state of each. */
    private boolean atRest;

    private StateSlots() {}

    /** Returns those of this process. */
    public static StateSlots ofProcess() {
        return PROCESS;
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
            folder.open();
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
        if (folder.isOutdated(live.size())) {
            deleteFilesOf(store);
        }
        return live.size();
    }

    /** Returns the number of the form in whose step one begins; 0 for none. */
    synchronized int innermostGoingOn() {
        int number = live.size();
        while (number > 0 && !live.get(number - 1).isGoingOn()) {
            number--;
        }
        return number;
    }

    /** Returns whether no other form has begun since, and was not forgotten. */
    synchronized boolean isLast(StateStore<?> store) {
        return live.get(live.size() - 1) == store;
    }

    /** Returns whether a form that began has not been forgotten. */
    synchronized boolean isLive(StateStore<?> store) {
        return live.contains(store);
    }

    /**
     * A form has taken a step: what began after it is forgotten.
     *
     * @return whether that is in the last checkpoint, which the state that led to it must replace
     * @throws IllegalStateException when it took it on another thread than it began on: what is saved there may be in the
     *     midst of a step here
     */
    synchronized boolean stepped(int number) throws IOException {
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
        unsaved = true;
        atRest = false;
        return folder.stepped(number);
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

    /** The node is wanted back while the function does something else, which may not look for that. */
    private synchronized void keepWhatHasEnded(AttemptContext attempt) {
        if (atRest && unsaved && !hasFilesBeside()) {
            keep(attempt, live);
        } else if (!atRest && live.stream().noneMatch(StateStore::isGoingOn)) {
            // only loops of the function's own are left, which may have come to their ends
            List<StateStore<?>> before = beforeTheStep();
            keep(attempt, before.stream().anyMatch(StateStore::isNews) ? before : List.of());
        }
    }

    /**
     * The function leaves by itself, perhaps in the midst of a step. What was done before that is kept, unless it has just
     * saved what it wants to be kept.
     */
    public synchronized void leaving(AttemptContext attempt) {
        if (unsaved && !isSavedByHand) {
            keep(attempt, beforeTheStep());
        }
    }

    /**
     * Returns the forms up to the one that is in the midst of a step, which may be changing its state and its files; none
     * where a checkpoint of them would lack what is saved of that one, or has nothing new.
     */
    private List<StateStore<?>> beforeTheStep() {
        int whole = 0;
        while (whole < live.size() && live.get(whole).isWhole(owner == Thread.currentThread())) {
            whole++;
        }
        boolean isMoreSaved = live.subList(whole, live.size()).stream().anyMatch(store -> Files.exists(store.file()));
        return isMoreSaved ? List.of() : live.subList(0, whole);
    }

    private void keep(AttemptContext attempt, List<StateStore<?>> stores) {
        try {
            if (!stores.isEmpty()) {
                long reached = stores.stream()
                        .mapToLong(StateStore::reachedNanos)
                        .max()
                        .orElseThrow();
                commit(attempt, List.of(), (files, progress) -> attempt.keep(files, progress, reached), stores);
            }
        } catch (IOException | RuntimeException e) {
            System.err.println("[htmap] what was done could not be saved, and will be done again: " + e);
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
     * @throws IllegalStateException when it is called on another thread than that of the forms, and what there is in the
     *     midst of a step may not be of one moment
     */
    public synchronized void checkpoint(AttemptContext attempt, List<Path> named) throws IOException {
        if (owner != null && owner != Thread.currentThread() && !atRest) {
            requireOneMoment();
        }
        commit(attempt, named, attempt::checkpoint, live);
        isSavedByHand = true;
    }

    private void requireOneMoment() {
        String asked = "a checkpoint was asked for on the thread "
                + Thread.currentThread().getName() + " while resumable forms ";
        String used = " are used on the thread " + owner.getName() + ", which may be ";
        if (hasFilesBeside()) {
            throw new IllegalStateException(
                    asked + "with files beside their states" + used + "changing the files: ask for it there");
        }
        if (live.stream().limit(live.size() - 1L).anyMatch(StateStore::isWrittenLate)) {
            throw new IllegalStateException(asked + "inside a walk" + used
                    + "at a later item than the walk's results that are written: ask for it" + " there");
        }
    }

    /**
     * Makes one of the forms alone. Where one of them is torn, what was saved of it stays, and there is nothing to add.
     *
     * @param beside files that must be there
     * @return whether it has the state of the last form
     */
    synchronized boolean save(AttemptContext attempt, List<Path> beside) throws IOException {
        int torn = firstTorn();
        if (torn == 0) {
            commit(attempt, beside, attempt::checkpoint, live);
            return true;
        }
        sayNothingIsSaved(live.get(torn - 1));
        if (torn > 1 && !folder.isSaved(torn)) {
            commit(attempt, List.of(), attempt::checkpoint, live);
        }
        return false;
    }

    /** Returns a number, or 0 where none is torn. */
    private int firstTorn() {
        for (int number = 1; number <= live.size(); number++) {
            if (live.get(number - 1).isTorn()) {
                return number;
            }
        }
        return 0;
    }

    private void sayNothingIsSaved(StateStore<?> torn) {
        if (!isSaid) {
            isSaid = true;
            System.out.println("[htmap] nothing is saved behind " + torn.what()
                    + " that an exception has ended: the files beside its state may be ahead of it");
        }
    }

    /** Makes one of what has ended. It may be that the function only returns its result now: so it goes nowhere. */
    synchronized void keepAtRest(AttemptContext attempt) throws IOException {
        commit(attempt, List.of(), (files, reached) -> attempt.keep(files, reached, System.nanoTime()), live);
    }

    private interface Committing {
        void commit(List<Path> files, Progress reached) throws IOException;
    }

    private void commit(AttemptContext attempt, List<Path> named, Committing committing, List<StateStore<?>> stores)
            throws IOException {
        long before = System.nanoTime();
        folder.open();
        List<Path> all = new ArrayList<>(named);
        addStates(stores, all);
        if (owner != null) {
            costs.write(attempt.evictionRequested() ? attempt.attempt() + 1 : attempt.attempt());
        }
        addIfThere(costs.path(), all);
        committing.commit(all, progress());
        if (owner != null) {
            costs.saved(before);
        }
        folder.saved();
        stores.forEach(StateStore::saved);
        isSavedByHand = false;
        // that of another thread lacks what is not written yet
        unsaved = live.stream().anyMatch(StateStore::isUnwritten);
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

    private void addStates(List<StateStore<?>> stores, List<Path> all) throws IOException {
        for (StateStore<?> store : stores) {
            // another thread may be in the midst of a step
            if (owner == Thread.currentThread()) {
                store.settle();
            }
            if (store.isTorn()) {
                return; // it will begin anew, and with it what is behind it
            }
            addWithFiles(store, all);
        }
        for (Path later : folder.above(live.size())) {
            addIfThere(later, all);
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
            folder.lookAgain();
            return older;
        }
        System.out.println(
                "[htmap] the saved state of " + store.what() + " was rejected by the function: it begins anew");
        forgetFrom(store);
        return false;
    }

    /** What was saved of a form goes, and with it the states of forms inside it or behind it, and its files. */
    synchronized void forgetFrom(StateStore<?> store) throws IOException {
        Files.deleteIfExists(store.file());
        folder.forgetAbove(live.size());
        deleteFilesOf(store);
    }

    private void deleteFilesOf(StateStore<?> store) throws IOException {
        List<Path> ofOthers = live.stream()
                .filter(other -> other != store)
                .flatMap(other -> other.filesBeside().stream())
                .toList();
        BesideFiles.delete(store.filesBeside(), ofOthers);
    }
}
