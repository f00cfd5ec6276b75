package io.htmap.internal.attempt;

/** Says why a component is held that has used up a limit of its map's options, in a few words that name the option. Pure. */
public final class UsedUp {
    /** What HTCondor says of one that was evicted too often: it does not know how often that was. */
    public static final String EVICTIONS = "it was evicted as often as it may be (option maxEvictions), so it is held";

    /** What HTCondor says of one that ran out of all memory that it may have. */
    public static final String MEMORY = "that was all that it may have (option maxMemoryMb), so it is held";

    private UsedUp() {}

    /** Returns whether HTCondor says so. */
    public static boolean isEvictions(String reason) {
        return reason.startsWith(EVICTIONS);
    }

    /** Returns whether HTCondor says that it had all memory. */
    public static boolean isMemory(String reason) {
        return reason.endsWith(MEMORY);
    }

    /** Returns that it was evicted too often. */
    public static String evictions(int evictions) {
        String often = evictions == 1 ? "once" : evictions + " times";
        return "it was evicted " + often + " (option maxEvictions), so it is held";
    }
}
