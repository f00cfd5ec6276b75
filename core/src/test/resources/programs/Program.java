import io.htmap.HtmapException;
import io.htmap.Status;
import io.htmap.internal.capture.Capture;
import io.htmap.internal.capture.Captured;
import io.htmap.internal.shipping.JarStore;
import io.htmap.runtime.MapFunction;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;

/** A whole program in one file, run as java Program.java jarFolder resultFolder nodeJava. */
public class Program {
    record Pair(int left, Sibling right) implements Serializable {}

    enum Kind {
        EVEN,
        ODD
    }

    interface Rule {
        int apply(int x);
    }

    static Object compute(int x) {
        Rule anonymous = new Rule() {
            @Override
            public int apply(int y) {
                return y + 1;
            }
        };
        class Local {
            int twice(int y) {
                return 2 * y;
            }
        }
        Kind kind = x % 2 == 0 ? Kind.EVEN : Kind.ODD;
        int bonus =
                switch (kind) {
                    case EVEN -> 100;
                    case ODD -> 200;
                };
        Comparator<Integer> nested = (a, b) -> b - a;
        return List.of(anonymous.apply(x), new Local().twice(x), bonus, nested.compare(1, 3), new Sibling("s" + x));
    }

    static Status report(HtmapException problem, Status status) {
        try {
            throw problem;
        } catch (HtmapException e) {
            return status;
        }
    }

    public static void main(String[] args) throws Exception {
        MapFunction<Integer, Object> function = Program::compute;
        Captured captured = Capture.of(function, List.of());
        Path results = Path.of(args[1]);
        try {
            Files.write(results.resolve("input"), captured.encodeInput(0, 7));
            List<String> digests = captured.storeJars(new JarStore(Path.of(args[0])), Integer.parseInt(args[2]));
            Files.write(results.resolve("digests"), digests);
            Files.write(results.resolve("function"), captured.functionBytes());
            Files.write(results.resolve("allowed"), captured.allowedTypes().toLines());
        } catch (HtmapException e) {
            System.out.println("refused: " + e.getMessage());
        }
    }
}

class Sibling implements Serializable {
    private static final long serialVersionUID = 1L;
    private final String name;

    Sibling(String name) {
        this.name = name;
    }

    @Override
    public String toString() {
        return name;
    }
}
