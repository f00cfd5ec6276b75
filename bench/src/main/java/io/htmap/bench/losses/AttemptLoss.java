package io.htmap.bench.losses;

import io.htmap.bench.losses.Mark.What;
import java.util.List;

/**
 * What became of the time of an attempt that was killed, in seconds.
 *
 * @param all from its first step to the kill
 * @param saving what saves took, with all that came of them until the function went on
 * @param again for steps that were not saved when it was killed
 * @param saves how many there were
 */
record AttemptLoss(double all, double saving, double again, int saves) {
    /**
     * Adds it up.
     *
     * @param marks of the attempt, from its first start to its kill
     * @param kept so many steps were there for the next attempt
     */
    static AttemptLoss of(List<Mark> marks, int kept) {
        long saving = 0;
        long again = 0;
        int saves = 0;
        for (int at = 1; at < marks.size(); at++) {
            Mark before = marks.get(at - 1);
            Mark mark = marks.get(at);
            long nanos = mark.nanos() - before.nanos();
            if (before.what() == What.BEGUN) {
                again += mark.what() == What.DONE && mark.step() <= kept ? 0 : nanos;
            } else if (before.what() == What.DONE && mark.what() != What.BEGUN) {
                saving += nanos;
                saves += mark.what() == What.KILLED ? 0 : 1;
            }
        }
        long all = marks.get(marks.size() - 1).nanos() - marks.get(0).nanos();
        return new AttemptLoss(all / 1e9, saving / 1e9, again / 1e9, saves);
    }

    double wasted() {
        return saving + again;
    }
}
