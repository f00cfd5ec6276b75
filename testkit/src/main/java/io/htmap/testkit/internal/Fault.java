package io.htmap.testkit.internal;

/**
 * What was found wrong in a run.
 *
 * @param plan what was done to it
 * @param kind what is wrong
 * @param what the same for people, a sentence without its end
 * @param details lines for people
 */
record Fault(Plan plan, Kind kind, String what, String details) {
    /** What can be wrong. */
    enum Kind {
        /** The result is another one. */
        RESULT,
        /** The result is the same, but not a file outside the working directory. */
        FILE,
        /** It threw or died. */
        END,
        /** It did not end. */
        ENDLESS
    }

    boolean isEndless() {
        return kind == Kind.ENDLESS;
    }
}
