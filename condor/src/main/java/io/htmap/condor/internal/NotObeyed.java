package io.htmap.condor.internal;

import io.htmap.HtmapException;
import io.htmap.MapOptions;

/** Refuses options that are not obeyed on HTCondor: a limit that nobody keeps is worse than none. */
final class NotObeyed {
    private NotObeyed() {}

    static void check(MapOptions options) {
        refuse("maxMemoryMb", growsMemory(options));
    }

    private static boolean growsMemory(MapOptions options) {
        return options.maxMemoryMb().orElse(0) > options.memoryMb().orElseThrow();
    }

    private static void refuse(String option, boolean isSet) {
        if (isSet) {
            throw new HtmapException(
                    "option " + option + " is not obeyed on HTCondor yet; leave it out, or run the map on"
                            + " this machine with the scheduler 'local'");
        }
    }
}
