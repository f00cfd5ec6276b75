package example.capture;

import io.htmap.HtmapException;
import io.htmap.Status;
import io.htmap.runtime.MapFunction;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntUnaryOperator;

/** Functions of every shape, as a user would write them; the class also calls the library, as a main does. */
public final class Functions {
    private final int offset = 5;

    public record Point(int x, List<Integer> rest) implements Serializable {}

    public record Answer(String text, Map<String, Point> points) implements Serializable {}

    public static class Scale implements MapFunction<Integer, Integer> {
        private static final long serialVersionUID = 1L;
        private final int factor;

        public Scale(int factor) {
            this.factor = factor;
        }

        @Override
        public Integer apply(Integer input) {
            return input * factor;
        }

        public int scale(int input) {
            return input * factor;
        }
    }

    /** Without a serialVersionUID, so that the node looks at all its methods. */
    public static class Unversioned implements MapFunction<Integer, Integer> {
        private final List<String> log = new ArrayList<>(List.of("a"));

        @Override
        public Integer apply(Integer input) {
            return input + log.size();
        }

        static void report(HtmapException problem, Status status) {
            throw problem;
        }
    }

    interface SerializableOperator extends IntUnaryOperator, Serializable {}

    public static MapFunction<Integer, Integer> plainLambda() {
        return x -> x + 1;
    }

    public static MapFunction<Integer, Integer> capturingLambda(int addend, List<Integer> more) {
        return x -> x + addend + more.size();
    }

    public static MapFunction<Integer, Integer> nestedLambda(int addend) {
        SerializableOperator add = x -> x + addend;
        return x -> add.andThen(y -> y * 2).applyAsInt(x);
    }

    public static MapFunction<Integer, Integer> staticReference() {
        return Functions::triple;
    }

    public static MapFunction<Integer, Integer> boundReference() {
        return new Scale(4)::scale;
    }

    public static MapFunction<Integer, String> unboundReference() {
        return Object::toString;
    }

    public static MapFunction<Integer, ArrayList<Object>> constructorReference() {
        return ArrayList::new;
    }

    public static MapFunction<Point, Answer> records() {
        return p -> new Answer("x=" + p.x(), new TreeMap<>(Map.of("p", p)));
    }

    public static MapFunction<Map<String, List<Integer>>, List<Map.Entry<String, Integer>>> collections() {
        return input -> {
            List<Map.Entry<String, Integer>> sums = new ArrayList<>();
            new TreeMap<>(input)
                    .forEach((key, values) -> sums.add(
                            Map.entry(key, values.stream().mapToInt(i -> i).sum())));
            return sums.stream()
                    .map(e -> new java.util.AbstractMap.SimpleEntry<>(e))
                    .collect(ArrayList::new, ArrayList::add, ArrayList::addAll);
        };
    }

    public static MapFunction<Integer, Integer> anonymous() {
        return new MapFunction<>() {
            @Override
            public Integer apply(Integer input) {
                return input - 1;
            }
        };
    }

    public static MapFunction<Integer, Integer> local(int addend) {
        class Local implements MapFunction<Integer, Integer> {
            private static final long serialVersionUID = 1L;

            @Override
            public Integer apply(Integer input) {
                return input + addend * 10;
            }
        }
        return new Local();
    }

    public MapFunction<Integer, Integer> draggingItsObject() {
        return x -> x + offset;
    }

    static int triple(int x) {
        return 3 * x;
    }

    /** Makes this class name types of the library that never travel. */
    public static Status report(HtmapException problem, Status status) {
        try {
            if (status.isTerminal()) {
                throw new HtmapException("not needed");
            }
        } catch (HtmapException e) {
            return Status.UNKNOWN;
        }
        return status;
    }
}
