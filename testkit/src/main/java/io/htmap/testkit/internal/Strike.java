package io.htmap.testkit.internal;

/**
 * One loss of a node, in one attempt.
 *
 * @param save number of the save in that attempt, from 1; for {@link Place#BETWEEN} the one before it, 0 for none; for
 *     {@link Place#START} and {@link Place#RETURNED} it does not matter
 * @param percent for {@link Place#BETWEEN}: how much of the time to the next save, or to the end, has passed
 * @param damage what happens to the newest generation then
 */
record Strike(Loss loss, Place place, int save, int percent, Damage damage) {
    static Strike of(Loss loss, Place place, int save) {
        return new Strike(loss, place, save, 0, Damage.NONE);
    }

    static Strike between(Loss loss, int save, int percent) {
        return new Strike(loss, Place.BETWEEN, save, percent, Damage.NONE);
    }

    Strike and(Damage other) {
        return new Strike(loss, place, save, percent, other);
    }

    Strike by(Loss other) {
        return new Strike(other, place, save, percent, damage);
    }

    Strike atSave(int other) {
        return new Strike(loss, place, other, percent, damage);
    }

    String words() {
        String words = loss.words() + " " + where();
        return damage == Damage.NONE
                ? words
                : words + ", its newest checkpoint " + damage.words() + " while it was down";
    }

    private String where() {
        return switch (place) {
            case START -> "before it began";
            case OFFERED -> "when it offered the state of save " + save;
            case SAVING -> "right before save " + save;
            case WRITTEN -> "in the midst of save " + save;
            case SAVED -> loss == Loss.UPLOAD ? "in save " + save : "right after save " + save;
            case RETURNED -> "after it has returned, before its result is stored";
            case BETWEEN ->
                (save == 0 ? "before its first save" : "after save " + save + ", before the next or the end") + " ("
                        + percent + " % of the way)";
        };
    }
}
