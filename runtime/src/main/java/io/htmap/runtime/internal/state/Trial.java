package io.htmap.runtime.internal.state;

import io.htmap.runtime.SavePolicy;
import io.htmap.runtime.internal.checkpoint.FileSelection;
import io.htmap.runtime.internal.run.AttemptContext;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * Finds at once what could not be saved, not when a save is due, or the node is wanted back, hours later; and what the first
 * save will cost. Not thread-safe.
 */
final class Trial<S> {
    private final StateForm<S> form;
    private final SavePolicy policy;
    private final List<Path> filesBeside;
    private final Due due;
    private final StateSlots slots = StateSlots.ofProcess();
    private boolean hasFiles;
    private Class<?> lookedAt;

    Trial(StateForm<S> form, SavePolicy policy, List<Path> filesBeside, Due due) {
        this.form = form;
        this.policy = policy;
        this.filesBeside = filesBeside;
        this.due = due;
    }

    /** A state is offered: the files beside it must be there by then. */
    void offered(S state, AttemptContext attempt) throws IOException {
        if (!hasFiles) {
            FileSelection.requireThere(Path.of("").toRealPath(), filesBeside);
            hasFiles = true;
        }
        lookAt(state, attempt);
    }

    /** Looks at a state, if it is of another class than the one before. */
    void lookAt(S state, AttemptContext attempt) throws IOException {
        if (state.getClass() == lookedAt) {
            return;
        }
        lookedAt = state.getClass();
        boolean isNew = slots.isNew(lookedAt);
        boolean isCostUnknown = slots.costs().saveNanos() == 0;
        if (isNew && form.codec() instanceof JavaStateCodec) {
            LostFields.check(state);
        }
        if (isNew || (isCostUnknown && TrialWrite.matters(policy))) {
            long cost = TrialWrite.nanos(state, form.codec(), filesBeside, attempt);
            if (isCostUnknown) {
                slots.estimate(cost);
                due.follow(slots.costs());
            }
        }
    }
}
