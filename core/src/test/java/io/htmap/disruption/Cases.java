package io.htmap.disruption;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/** The matrix: each kind of loss at each moment, with each state of the generations, in each form of function. */
public final class Cases {
    private Cases() {}

    /** Returns all cases of some kinds that mean something. */
    public static List<Case> all(Kind... kinds) {
        List<Case> all = new ArrayList<>();
        for (Kind kind : kinds) {
            for (Moment moment : Moment.values()) {
                for (Wreck wreck : Wreck.values()) {
                    for (Form form : Form.values()) {
                        all.add(new Case(kind, moment, wreck, form, Case.Fitness.RIGHT));
                    }
                }
            }
        }
        all.removeIf(one -> !isMeant(one));
        return all;
    }

    /** Returns so many of some cases, drawn by a seed. */
    public static List<Case> sample(List<Case> some, int size, long seed) {
        List<Case> shuffled = new ArrayList<>(some);
        Collections.shuffle(shuffled, new Random(seed));
        return shuffled.subList(0, Math.min(size, shuffled.size()));
    }

    /** Returns how many there are of each kind. */
    public static Map<String, Integer> counts(List<Case> cases) {
        Map<String, Integer> counts = new TreeMap<>();
        cases.forEach(one -> counts.merge(one.kind().name(), 1, Integer::sum));
        return counts;
    }

    private static boolean isMeant(Case one) {
        if (!one.kind().suits(one.moment())) {
            return false;
        }
        if (one.moment() == Moment.IN_THE_LAST_STEP && one.form().leavesByItself() && endsInTheLastStep(one)) {
            return false;
        }
        return Expected.of(one).keptAtTheFirstLoss() >= one.wreck().needs();
    }

    /** One that is told in its last step returns its output, which is no loss; one that has saved it has no step left. */
    private static boolean endsInTheLastStep(Case one) {
        return one.kind().isPolite(1) && (!one.form().savesTheLastStep() || one.losses() > 1);
    }
}
