package io.htmap.disruption;

/** When the first loss comes: in which step, and where in it. */
public enum Moment {
    BEFORE_THE_FIRST_SAVE(1, Place.IN_STEP),
    IN_A_STEP(3, Place.IN_STEP),
    IN_A_SAVE(3, Place.IN_SAVE),
    AFTER_A_SAVE(3, Place.AFTER_SAVE),
    IN_THE_LAST_STEP(Moment.STEPS, Place.IN_STEP);

    /** How many steps there are. */
    static final int STEPS = 6;

    /** Where in a step. */
    public enum Place {
        IN_STEP,
        /** The state is half written. */
        IN_SAVE,
        /** It is saved, and the next step has not begun. */
        AFTER_SAVE
    }

    private final int step;
    private final Place place;

    Moment(int step, Place place) {
        this.step = step;
        this.place = place;
    }

    int step() {
        return step;
    }

    Place place() {
        return place;
    }
}
