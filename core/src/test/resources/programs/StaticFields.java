import io.htmap.ComponentErrorException;
import io.htmap.ComponentMap;
import io.htmap.Htmap;
import io.htmap.HtmapException;
import io.htmap.MapOptions;
import io.htmap.Status;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** A program that uses the library in the static fields of the class that has its function. */
public class StaticFields {
    static final MapOptions OPTIONS = MapOptions.builder()
            .memoryMb(256)
            .gracePeriod(Duration.ofSeconds(5))
            .build()
            .mergedOver(MapOptions.defaults());
    static final Htmap HTMAP = Htmap.open(Path.of(System.getProperty("home", "unused")));
    static final HtmapException PROBLEM = new HtmapException("none");
    static final Map<Status, String> LABELS = new EnumMap<>(Map.of(Status.HELD, Status.HELD.label()));

    static String label(int x) {
        return LABELS.get(Status.HELD) + OPTIONS.memoryMb().getAsLong() + PROBLEM.getMessage() + x;
    }

    static int mapInside(int x) {
        return HTMAP.map("inside", y -> y, List.of(x)).size();
    }

    public static void main(String[] args) throws Exception {
        try (HTMAP) {
            System.out.println(HTMAP.map("labels", StaticFields::label, List.of(7), OPTIONS).get(0));
            ComponentMap<Integer, Integer> inside = HTMAP.map("making-maps", StaticFields::mapInside, List.of(1));
            try {
                inside.get(0);
            } catch (ComponentErrorException e) {
                System.out.println(inside.error(0).orElseThrow().message());
            }
        }
    }
}
