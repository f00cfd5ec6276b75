package io.htmap.bench.losses;

/**
 * What theory says of losses without memory (J. T. Daly, A higher order estimate of the optimum checkpoint interval for
 * restart dumps, 2006). All times in seconds.
 *
 * @param mean time between losses
 * @param save what a save takes
 */
record Prediction(double mean, double save) {
    /** Returns the share of the time that goes into saves and into work done again. */
    double wasted(double interval) {
        return 1 - interval / (mean * Math.expm1((interval + save) / mean));
    }

    /** Returns the interval of which Young's rule says that it wastes least. */
    double young() {
        return Math.sqrt(2 * save * mean);
    }

    /**
     * Returns the mean time since the last save when the node is lost: that of an exponential distribution cut off at the
     * interval, in which each beginning interval is lost or survived.
     */
    double lostEach(double interval) {
        return mean - interval / Math.expm1(interval / mean);
    }
}
