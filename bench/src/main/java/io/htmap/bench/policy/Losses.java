package io.htmap.bench.policy;

import java.util.Random;
import java.util.stream.LongStream;

/** How the times between two losses of a node are distributed; each has the mean that is asked for. */
enum Losses {
    /** A loss is as likely at any moment. */
    EXPONENTIAL {
        @Override
        double ofMeanOne(double uniform) {
            return -Math.log1p(-uniform);
        }
    },
    /** Weibull's, with shape 0.5: the longer a node was there, the longer it will still be. */
    WEIBULL {
        @Override
        double ofMeanOne(double uniform) {
            double logarithm = Math.log1p(-uniform);
            return logarithm * logarithm / 2;
        }
    },
    /** Pareto's (of the second kind), with shape 1.5: so heavy a tail that there is no variance. */
    PARETO {
        @Override
        double ofMeanOne(double uniform) {
            return (Math.pow(1 - uniform, -1 / 1.5) - 1) / 2;
        }
    };

    /** Returns a time whose mean is 1, from a number between 0 and 1 (which it never is). */
    abstract double ofMeanOne(double uniform);

    /** Returns the times between losses, as many as fill a span. */
    long[] times(double meanNanos, long spanNanos, long seed) {
        Random random = new Random(seed);
        LongStream.Builder times = LongStream.builder();
        long left = spanNanos;
        while (left > 0) {
            long time = Math.max(1, (long) Math.min(left, meanNanos * ofMeanOne(random.nextDouble())));
            times.add(time);
            left -= time;
        }
        return times.build().toArray();
    }
}
