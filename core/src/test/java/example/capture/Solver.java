package example.capture;

import io.htmap.runtime.MapFunction;
import java.io.Externalizable;
import java.io.IOException;
import java.io.InvalidObjectException;
import java.io.ObjectInput;
import java.io.ObjectInputStream;
import java.io.ObjectOutput;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

/** Values that cannot travel, each for a reason of its own. */
public class Solver implements Serializable {
    private static final long serialVersionUID = 1L;
    private final String name = "solver";
    private Object socket;
    private Solver next;

    public static Solver broken() {
        Solver solver = new Solver();
        solver.socket = new Socket();
        return solver;
    }

    /** Two that know each other, the second of which is broken. */
    public static Solver ring() {
        Solver first = new Solver();
        Solver second = new Solver();
        first.next = second;
        second.next = first;
        second.socket = new Socket();
        return first;
    }

    /** A chain that is sound but deeper than the stack. */
    public static Solver chain(int length) {
        Solver first = new Solver();
        for (int i = 1; i < length; i++) {
            Solver before = new Solver();
            before.next = first;
            first = before;
        }
        return first;
    }

    public record Params(int id, Solver solver) implements Serializable {}

    public record Anything(Object value) implements Serializable {}

    public static class Base {
        protected int count;
        protected List<String> names = new ArrayList<>(List.of("made", "anew"));
        protected final Object lock = new Object();
        protected final ReentrantLock guard = new ReentrantLock();
        protected transient int cache;
    }

    public static class Derived extends Base implements Serializable {
        private static final long serialVersionUID = 1L;
        private final int own;

        public Derived(int own) {
            this.own = own;
            this.cache = own;
        }

        public Derived count(int value) {
            count = value;
            return this;
        }

        public Derived rename(String name) {
            names = List.of(name);
            return this;
        }
    }

    public static class SelfWriting extends Derived {
        private static final long serialVersionUID = 1L;

        public SelfWriting(int value) {
            super(value);
            count = value;
        }

        private void writeObject(ObjectOutputStream out) throws IOException {
            out.defaultWriteObject();
            out.writeInt(count);
        }

        private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
            in.defaultReadObject();
            count = in.readInt();
        }
    }

    public static class NeedsArgument {
        protected NeedsArgument(int argument) {
            assert argument > 0;
        }
    }

    public static class OnlyWritable extends NeedsArgument implements Serializable {
        private static final long serialVersionUID = 1L;

        public OnlyWritable() {
            super(1);
        }
    }

    public static class FailsOnReading implements Serializable {
        private static final long serialVersionUID = 1L;

        private void readObject(ObjectInputStream in) throws IOException {
            throw new InvalidObjectException("too\nold");
        }
    }

    public static class FailsOnWriting implements Externalizable {
        private static final long serialVersionUID = 1L;

        @Override
        public void writeExternal(ObjectOutput out) {
            throw new IllegalStateException("not now");
        }

        @Override
        public void readExternal(ObjectInput in) {}
    }

    public static MapFunction<Integer, Integer> withThread() {
        Anything holder = new Anything(new Thread());
        return x -> x + holder.hashCode();
    }

    public static MapFunction<Integer, Integer> withPlainLambda() {
        Runnable plain = () -> {};
        return x -> {
            plain.run();
            return x;
        };
    }

    public String name() {
        return name;
    }
}
