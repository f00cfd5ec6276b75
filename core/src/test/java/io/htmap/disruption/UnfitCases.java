package io.htmap.disruption;

import io.htmap.disruption.Case.Fitness;
import java.util.ArrayList;
import java.util.List;

/**
 * Cases of each family of the matrix, for functions without the mechanism that the family tries. What is promised must
 * not come true for them: else the matrix would see nothing.
 */
public final class UnfitCases {
    private UnfitCases() {}

    /**
     * Returns them all.
     *
     * @param killed a kind that spares all that was saved
     */
    public static List<Case> all(Kind killed, Kind... kinds) {
        List<Case> all = new ArrayList<>();
        for (Kind kind : kinds) {
            addForKind(all, kind);
        }
        for (Moment moment : List.of(Moment.AFTER_A_SAVE, Moment.IN_A_SAVE)) {
            for (Form form : Form.values()) {
                all.add(new Case(killed, moment, Wreck.NONE, form, Fitness.SAVES_NOTHING));
            }
        }
        for (Wreck wreck : Wreck.values()) {
            if (wreck != Wreck.NONE) {
                all.add(new Case(killed, Moment.IN_A_STEP, wreck, Form.FILES, Fitness.IN_PLACE));
            }
        }
        return all;
    }

    private static void addForKind(List<Case> all, Kind kind) {
        if (kind.losses().isEmpty()) {
            all.add(new Case(kind, Moment.IN_A_STEP, Wreck.NONE, Form.FILES, Fitness.HAS_NO_LEASE));
            return;
        }
        if (kind.commitsEachSave() && kind.losesWhatIsNotCommitted(1)) {
            for (Form form : List.of(Form.FILES, Form.FOLD)) {
                all.add(new Case(kind, Moment.IN_A_STEP, Wreck.NONE, form, Fitness.IS_NOT_COMMITTED));
            }
        }
        for (Form form : Form.values()) {
            all.add(new Case(kind, Moment.IN_A_STEP, Wreck.NONE, form, Fitness.SAVES_NOTHING));
        }
        all.add(new Case(kind, Moment.IN_THE_LAST_STEP, Wreck.NONE, Form.FILES, Fitness.SAVES_NOTHING));
        if (kind.isPolite(1)) {
            for (Form form : List.of(Form.SAVE, Form.OFFER, Form.FOLD)) {
                all.add(new Case(kind, Moment.IN_A_STEP, Wreck.NONE, form, Fitness.IS_NOT_TOLD));
            }
        }
        // the second attempt of the one would fail, and could not be lost
        all.add(
                kind.losses().size() == 1
                        ? new Case(kind, Moment.IN_A_SAVE, Wreck.NONE, Form.FILES, Fitness.IN_PLACE)
                        : new Case(kind, Moment.IN_A_STEP, Wreck.NONE, Form.FILES, Fitness.CONSUMES));
    }
}
