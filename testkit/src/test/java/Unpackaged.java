import io.htmap.runtime.MapFunction;
import io.htmap.testkit.Resumability;

/** A test of somebody who uses no packages: everything seems to be in the same one. */
final class Unpackaged {
    private Unpackaged() {}

    static MapFunction<Integer, Double> function() {
        return input -> input * Math.random();
    }

    static void check() throws java.io.IOException, InterruptedException {
        Resumability.check(function(), 1);
    }
}
