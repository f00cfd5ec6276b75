package io.htmap.condor.internal;

/** What the submit description limits; the product tells nobody. */
public final class Limits {
    private Limits() {}

    /** Returns how many jobs of a map the schedd lets wait, held ones included. */
    public static int maxIdle() {
        return SubmitDescription.MAX_IDLE;
    }
}
