package io.htmap.disruption;

import io.htmap.disruption.Moment.Place;
import java.util.ArrayList;
import java.util.List;

/**
 * What the manual promises of a case, played step by step: at which step each attempt begins, which steps it does, and
 * which generations it finds damaged.
 */
final class Expected {
    /**
     * One attempt.
     *
     * @param starts the last step that it finds done; after each commit that has it begin anew, again
     * @param begun the steps that it begins
     * @param skipped the generations that it finds damaged, newest first
     */
    record Stay(List<Integer> starts, List<Integer> begun, List<Integer> skipped) {
        int start() {
            return starts.get(0);
        }
    }

    private final Case tried;
    private Kept kept = new Kept();
    /** What is there when a node is lost together with what it did not commit. */
    private Kept committed = new Kept();

    private final List<Stay> stays = new ArrayList<>();
    private int keptAtTheFirstLoss;

    private Expected(Case tried) {
        this.tried = tried;
    }

    static Expected of(Case tried) {
        Expected expected = new Expected(tried);
        for (int attempt = 1; attempt <= tried.losses(); attempt++) {
            expected.lose(attempt);
        }
        Stay last = expected.begin();
        for (int step = last.start() + 1; step <= Moment.STEPS; step++) {
            last.begun().add(step);
            if (step < Moment.STEPS || tried.form().savesTheLastStep()) {
                expected.save(last, step);
            }
        }
        return expected;
    }

    List<Stay> stays() {
        return stays;
    }

    /** Returns how many generations there are for the wreck. */
    int keptAtTheFirstLoss() {
        return keptAtTheFirstLoss;
    }

    private Stay begin() {
        List<Integer> skipped = new ArrayList<>();
        int start = kept.restore(skipped);
        Stay stay = new Stay(new ArrayList<>(List.of(start)), new ArrayList<>(), skipped);
        stays.add(stay);
        return stay;
    }

    private void lose(int attempt) {
        Stay stay = begin();
        int stop = attempt == 1 ? tried.moment().step() : stay.start() + 1;
        Place place = attempt == 1 ? tried.moment().place() : Place.IN_STEP;
        for (int step = stay.start() + 1; step <= stop; step++) {
            stay.begun().add(step);
            if (step < stop || place == Place.AFTER_SAVE) {
                save(stay, step);
            }
        }
        if (tried.kind().isPolite(attempt) && tried.form().leavesByItself()) {
            leave(stay, stop, place);
        }
        if (tried.kind().losesWhatIsNotCommitted(attempt)) {
            kept = committed.copy();
        }
        if (attempt == 1) {
            keptAtTheFirstLoss = kept.size();
            kept.wreck(tried.wreck());
        }
        committed = kept.copy();
    }

    /** Where it is a commit, the function begins anew behind it. */
    private void save(Stay stay, int step) {
        kept.save(step);
        if (tried.kind().commitsEachSave()) {
            committed = kept.copy();
            stay.starts().add(kept.restore(stay.skipped()));
        }
    }

    /** The step that is going on is finished and saved. During or behind a save, that is mostly the next one. */
    private void leave(Stay stay, int stop, Place place) {
        int last = stop;
        if (place == Place.IN_SAVE && tried.form() != Form.SAVE) {
            kept.save(stop);
        }
        if (place == Place.AFTER_SAVE || (place == Place.IN_SAVE && tried.form() != Form.SAVE)) {
            last = stop + 1;
            stay.begun().add(last);
        }
        for (int saves = tried.form().savesOnLeaving(last); saves > 0; saves--) {
            kept.save(last, saves > 1);
        }
    }
}
