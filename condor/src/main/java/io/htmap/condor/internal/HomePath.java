package io.htmap.condor.internal;

import io.htmap.SchedulerException;
import io.htmap.internal.store.Home;
import java.util.regex.Pattern;

/** Refuses home folders that HTCondor cannot work in. */
final class HomePath {
    /** A macro of a submit description. The path of the folder that a job begins in is expanded, and cannot be quoted. */
    private static final Pattern MACRO = Pattern.compile("\\$\\w*\\(");

    private HomePath() {}

    /** @throws SchedulerException when its path would be taken for something else */
    static void check(Home home) {
        if (MACRO.matcher(home.path().toString()).find()) {
            throw new SchedulerException("HTCondor takes a part of the home folder's path " + home.path()
                    + " for a macro; choose a home folder without '$(' in its path, with HTMAP_DIR");
        }
    }
}
