package io.htmap.cli;

import io.htmap.ComponentMap;
import io.htmap.Htmap;
import io.htmap.Status;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import picocli.CommandLine.Command;

/** {@code htmap status}. */
@Command(name = "status", description = "Count the components of maps by status; of all maps, if none is named.")
final class StatusCommand extends MapsCommand {
    private final Map<String, Map<Status, Integer>> counts = new TreeMap<>();
    private final Map<String, Double> onNodes = new TreeMap<>();
    private final List<String> holds = new ArrayList<>();

    @Override
    public Integer call() throws Exception {
        int result = super.call();
        if (result == ExitCode.SUCCESS.code() || !counts.isEmpty()) {
            console().raw(StatusTable.render(counts, onNodes));
            holds.forEach(console()::say);
        }
        return result;
    }

    @Override
    void checkSelection() {
        selection().checkClear(); // none named means all
    }

    @Override
    List<String> selected(Htmap htmap) {
        return selection().isEmpty() ? htmap.tags() : super.selected(htmap);
    }

    @Override
    void apply(ComponentMap<?, ?> map) {
        Map<Status, Integer> count = map.counts();
        counts.put(map.tag(), count);
        onNodes.put(map.tag(), Shares.onNodes(map));
        if (count.getOrDefault(Status.HELD, 0) > 0) {
            firstHold(map).ifPresent(holds::add);
        }
    }

    /** The first is told, with what to do; the others mostly have the same reason. */
    private static Optional<String> firstHold(ComponentMap<?, ?> map) {
        int first = map.statuses().indexOf(Status.HELD);
        return Optional.of(first)
                .filter(component -> component >= 0)
                .flatMap(map::holdReason)
                .map(hold -> "component " + first + " of map '" + map.tag() + "' is held: " + hold.reason() + " (code "
                        + hold.code() + "." + hold.subcode() + "); " + hold.advice()
                        + "; all of them: htmap components "
                        + map.tag() + " --status held");
    }
}
