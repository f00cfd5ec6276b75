package io.htmap.bench.losses;

import io.htmap.runtime.SavePolicy;
import java.io.Serializable;
import java.time.Duration;

/**
 * When components save.
 *
 * @param intervalMillis the fixed interval; 0 for the automatic policy
 * @param faster so many seconds of the automatic policy are one
 */
record Plan(long intervalMillis, long faster) implements Serializable {
    private static final String AUTOMATIC = "automatic";

    /** Reads it from the command line: seconds, or "automatic", or as "automatic:120". */
    static Plan of(String text) {
        if (!text.startsWith(AUTOMATIC)) {
            return new Plan((long) (1000 * Double.parseDouble(text)), 1);
        }
        String faster = text.substring(AUTOMATIC.length());
        return new Plan(0, faster.isEmpty() ? 1 : Long.parseLong(faster.substring(1)));
    }

    ToldPolicy policy() {
        SavePolicy policy =
                intervalMillis == 0 ? SavePolicy.automatic() : SavePolicy.every(Duration.ofMillis(intervalMillis));
        return new ToldPolicy(policy, faster);
    }
}
