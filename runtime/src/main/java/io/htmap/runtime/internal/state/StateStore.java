package io.htmap.runtime.internal.state;

import io.htmap.runtime.SavePolicy;
import io.htmap.runtime.internal.checkpoint.FileSelection;
import io.htmap.runtime.internal.checkpoint.Progress;
import io.htmap.runtime.internal.probe.Probe;
import io.htmap.runtime.internal.run.AttemptContext;
import io.htmap.runtime.internal.run.CurrentAttempt;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The state of one resumable form of the function: restored when the form begins, and saved when that is due or when the
 * node is wanted back. Not thread-safe.
 */
public final class StateStore<S> {
    private final StateForm<S> form;
    private final SavePolicy policy;
    private final Due due;
    private final Trial<S> trial;
    private final List<Path> filesBeside;
    private final StateSlots slots = StateSlots.ofProcess();

    private boolean begun;
    private boolean goingOn;
    private int number;
    private StateFile<S> file;

    /** The state after the last step; null before the first and after the end. */
    private S current;

    /** How many steps led to it, in all attempts. */
    private long steps;

    /** How many led to the one in the file. Another thread may ask. */
    private volatile long keptSteps;

    private boolean onDisk;

    /** What is on disk is in the last checkpoint. */
    private boolean isSaved;

    /** It has offered nothing since it was restored. */
    private boolean isAtStart;

    /** It was left in the midst of a step, or its end could not be written: its files may be ahead of its state. */
    private boolean isBroken;

    private boolean hasInner;
    private long reachedNanos = System.nanoTime();

    public StateStore(StateForm<S> form, SavePolicy policy, List<Path> filesBeside) {
        this.form = form;
        this.policy = policy;
        this.due = new Due(policy);
        this.filesBeside = filesBeside;
        this.trial = new Trial<>(form, policy, filesBeside, due);
    }

    /** Returns what was saved last, if the function takes it; from now on it is trusted to leave by itself. */
    public Optional<S> restore(Predicate<? super S> mine) throws IOException {
        begun = true;
        AttemptContext attempt = CurrentAttempt.get();
        if (attempt == null) {
            return Optional.empty();
        }
        leaveIfAsked(attempt);
        begin(attempt);
        Optional<S> found = read(attempt, mine);
        leaveIfAsked(attempt);
        current = found.orElse(null);
        // it was written and read back
        found.ifPresent(state -> slots.isNew(state.getClass()));
        onDisk = found.isPresent();
        isSaved = onDisk;
        isAtStart = onDisk;
        due.follow(slots.costs());
        return found;
    }

    /** As {@link #restore}, for a form that says when it ends. */
    public Optional<S> restoreUntilEnd(Predicate<? super S> mine) throws IOException {
        Optional<S> found = restore(mine);
        goingOn = true;
        return found;
    }

    private void begin(AttemptContext attempt) throws IOException {
        if (!slots.isLive(this)) {
            // not hours later, when the first save is due
            FileSelection.requireInside(Path.of("").toRealPath(), filesBeside);
            int inside = slots.innermostGoingOn();
            number = slots.begin(this, attempt);
            file = new StateFile<>(file(), form, inside, filesBeside);
        }
    }

    private Optional<S> read(AttemptContext attempt, Predicate<? super S> mine) throws IOException {
        if (file.isOfAnotherPlace()) {
            // an exception has ended the step of another form before the one that this state is of began
            slots.forgetFrom(this);
        }
        while (true) {
            Optional<StateFile.Kept<S>> found = file.read(attempt.component());
            if (found.isEmpty() || mine.test(found.get().state())) {
                goOnFrom(found.map(StateFile.Kept::steps).orElse(0L));
                return found.map(StateFile.Kept::state);
            }
            if (!slots.reject(this, attempt)) {
                goOnFrom(0);
                return Optional.empty();
            }
        }
    }

    private void goOnFrom(long step) {
        steps = step;
        keptSteps = step;
    }

    /** What a form that is about to begin would do comes later; what others have done must not be lost. */
    private void leaveIfAsked(AttemptContext attempt) throws IOException {
        if (attempt.evictionRequested()) {
            if (slots.hasUnsaved()) {
                slots.save(attempt, List.of());
            }
            attempt.leave();
        }
    }

    /** There was nothing to restore, and this is the first state. It may have taken its time. */
    public void startFrom(S first) throws IOException {
        requireState(first);
        AttemptContext attempt = CurrentAttempt.get();
        if (attempt == null) {
            return;
        }
        step(first, attempt);
        boolean due = policy.steps() == 0 && isDue(first, attempt);
        if (attempt.evictionRequested()) {
            commit(attempt);
            attempt.leave();
        }
        if (due) {
            commit(attempt);
        }
    }

    /** Saves a state if that is due, and leaves the node if that is wanted back. */
    public boolean offer(S state) throws IOException {
        requireState(state);
        AttemptContext attempt = CurrentAttempt.get();
        if (attempt == null) {
            return false;
        }
        Probe.offered();
        due.offered();
        steps++;
        step(state, attempt);
        trial.offered(state, attempt);
        boolean due = isDue() || Probe.isActive();
        if (attempt.evictionRequested()) {
            commit(attempt);
            attempt.leave();
        }
        return due && commit(attempt);
    }

    /** Saves a state now, and leaves the node if that is wanted back. */
    public void save(S state) throws IOException {
        requireState(state);
        AttemptContext attempt = CurrentAttempt.get();
        if (attempt == null) {
            return;
        }
        step(state, attempt);
        commit(attempt);
        if (attempt.evictionRequested()) {
            attempt.leave();
        }
    }

    /**
     * The form has come to its end. Its last state stays, so that it is not computed again if the function does more and
     * is evicted then.
     *
     * @param stepped whether it took a step since it was restored or offered a state; the state may be the same object
     */
    public void end(S last, boolean stepped) throws IOException {
        goingOn = false;
        AttemptContext attempt = CurrentAttempt.get();
        if (attempt == null) {
            return;
        }
        if (stepped || !onDisk) {
            steps += stepped ? 1 : 0;
            reachedNanos = System.nanoTime();
            step(last, attempt);
            settleAtEnd();
        }
        current = null;
        slots.ended();
        if (slots.hasUnsaved() && !isTorn() && attempt.evictionRequested()) {
            slots.save(attempt, List.of());
        } else if (slots.isAtRestWithFiles()) {
            keepFiles(attempt);
        }
    }

    /** Later the function may be changing them when the node is wanted back. */
    private void keepFiles(AttemptContext attempt) {
        try {
            slots.keepAtRest(attempt);
            due.follow(slots.costs());
        } catch (IOException | RuntimeException e) {
            sayNotKept(e);
        }
    }

    /** The result is there and must not be lost because it cannot be written. */
    private void settleAtEnd() {
        try {
            settle();
        } catch (IOException | RuntimeException e) {
            isBroken = true;
            sayNotKept(e);
        }
    }

    private void sayNotKept(Exception e) {
        System.out.println("[htmap] the last state of " + what() + " cannot be kept (" + e
                + "): if the function starts again, "
                + (isTorn() ? "it goes on from an earlier one, or begins anew" : "its last steps are done again"));
    }

    /** The form is left, perhaps by an exception: then its step may have changed a part of the state, which must not stay. */
    public void abandon() {
        isBroken |= goingOn;
        goingOn = false;
        current = null;
        if (slots.isLive(this)) {
            slots.ended();
        }
    }

    boolean isGoingOn() {
        return goingOn;
    }

    /** Returns whether the file has what is to be kept. */
    boolean isSettled() {
        return !isUnwritten() && !isTorn();
    }

    /** Returns whether there is a later state than that in the file. */
    boolean isUnwritten() {
        return current != null && !onDisk;
    }

    /** Returns when its last state was reached, by {@link System#nanoTime}. */
    long reachedNanos() {
        return reachedNanos;
    }

    /** Returns whether the files beside the state may be of a later step than it: they must not be saved together. */
    boolean isTorn() {
        return isBroken && !filesBeside.isEmpty();
    }

    /** Returns how far the state in the file is; null if the form does not tell. */
    Progress progress() {
        return form.after(keptSteps);
    }

    String what() {
        return form.what();
    }

    Path file() {
        return StateFolder.file(number);
    }

    List<Path> filesBeside() {
        return filesBeside;
    }

    /** Another form begins inside a step of this one, or behind it. The step may change the state from then on. */
    void anotherBegins() throws IOException {
        hasInner = true;
        if (!form.grows()) {
            settle();
        }
    }

    /** Returns whether the states of forms inside it may be written before its own one. */
    boolean isWrittenLate() {
        return goingOn && form.grows();
    }

    /** Returns whether its last state is in the file, or can be written even in the midst of a step, on the form's thread. */
    boolean isWhole(boolean isItsThread) {
        return filesBeside.isEmpty() && (isSettled() || (isItsThread && form.grows()));
    }

    /** Brings the file up to the last step. */
    void settle() throws IOException {
        synchronized (slots) {
            if (isUnwritten()) {
                file.write(current, steps);
                keptSteps = steps;
                onDisk = true;
                isSaved = false;
            }
        }
    }

    /** Returns whether there is a state on disk that is in no checkpoint. */
    boolean isNews() {
        return onDisk && !isSaved;
    }

    /** What is on disk is in a checkpoint now. */
    void saved() {
        isSaved = onDisk;
    }

    /** A loop may begin by offering what it was restored to, or be at its end: what is saved of forms behind that stays. */
    private boolean isWhatWasRestored(S state) throws IOException {
        boolean isFirst = isAtStart;
        isAtStart = false;
        return isFirst && form.isOfLoop() && !hasInner && slots.isLast(this) && file.holds(state);
    }

    private void step(S state, AttemptContext attempt) throws IOException {
        if (!slots.isLive(this)) {
            throw new IllegalStateException(
                    "a state of " + what() + " was offered, but the step of another form that it"
                            + " belonged to is over: call restore() first, in each step anew; or, if the steps of both"
                            + " alternate, offer one state that has both");
        }
        if (isWhatWasRestored(state)) {
            current = state;
            return;
        }
        // a checkpoint of another thread may have the states before the step, or those behind it
        synchronized (slots) {
            boolean mustReplace = slots.stepped(number);
            attempt.stepped();
            current = state;
            onDisk = false;
            if (mustReplace || (hasInner && !form.grows())) {
                settle();
            }
        }
    }

    private void requireState(S state) {
        Objects.requireNonNull(state, "the state is null");
        if (!begun) {
            throw new IllegalStateException(
                    "restore() has not been called: a function that saves must first ask what was saved");
        }
    }

    /** A policy that looks at the cost of a save is asked again once that is known. */
    private boolean isDue(S state, AttemptContext attempt) throws IOException {
        if (!isDue()) {
            return false;
        }
        trial.lookAt(state, attempt);
        return isDue();
    }

    private boolean isDue() {
        reachedNanos = System.nanoTime();
        return due.isNow(reachedNanos - slots.savedNanos());
    }

    /** Returns whether a checkpoint was made. */
    private boolean commit(AttemptContext attempt) throws IOException {
        due.saved();
        boolean saved = slots.save(attempt, filesBeside);
        due.follow(slots.costs());
        return saved;
    }
}
