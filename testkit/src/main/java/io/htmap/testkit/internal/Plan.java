package io.htmap.testkit.internal;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.StringJoiner;

/**
 * What happens to one run of a function: its attempts lose their nodes so, one after the other; the next one is left
 * alone.
 *
 * @param clock whether the clocks of later attempts are other ones
 */
record Plan(List<Strike> strikes, boolean clock) {
    /**
     * Shorter ones, and those that are easier to understand and come out the same each time, come first. Not for
     * undisturbed ones.
     */
    static final Comparator<Plan> SIMPLEST_FIRST = Comparator.<Plan>comparingInt(plan -> plan.strikes.size())
            .thenComparing(Plan::isPlain, Comparator.reverseOrder())
            .thenComparing(plan -> plan.first().place() == Place.BETWEEN)
            .thenComparing(plan -> plan.first().place() == Place.RETURNED)
            .thenComparing(plan -> plan.first().loss())
            .thenComparingInt(Plan::firstSave)
            .thenComparing(plan -> plan.first().place() != Place.SAVED);

    static final Plan UNDISTURBED = new Plan(List.of(), false);
    static final Plan UNDISTURBED_LATER = new Plan(List.of(), true);

    Plan {
        strikes = List.copyOf(strikes);
    }

    static Plan of(Strike... strikes) {
        return new Plan(List.of(strikes), false);
    }

    Plan withOtherClocks() {
        return new Plan(strikes, true);
    }

    Strike first() {
        return strikes.get(0);
    }

    int firstSave() {
        return strikes.isEmpty() ? 0 : first().save();
    }

    boolean isPlain() {
        return !clock && strikes.stream().allMatch(strike -> strike.damage() == Damage.NONE);
    }

    boolean isJust(Loss loss, Place place) {
        return isPlain() && strikes.size() == 1 && first().loss() == loss && first().place() == place;
    }

    Plan without(int strike) {
        List<Strike> fewer = new ArrayList<>(strikes);
        fewer.remove(strike);
        return new Plan(fewer, clock);
    }

    Plan with(int strike, Strike other) {
        List<Strike> changed = new ArrayList<>(strikes);
        changed.set(strike, other);
        return new Plan(changed, clock);
    }

    String words() {
        StringJoiner words = new StringJoiner("; run again and ");
        strikes.forEach(strike -> words.add(strike.words()));
        String ending = strikes.isEmpty() ? "undisturbed" : words + "; run again to its end";
        return clock ? ending + "; by other clocks" : ending;
    }
}
