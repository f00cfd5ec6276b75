package io.htmap.cli;

import io.htmap.ComponentMap;
import io.htmap.Htmap;
import io.htmap.Status;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import picocli.CommandLine.Command;

/** {@code htmap status}. */
@Command(name = "status", description = "Count the components of maps by status; of all maps, if none is named.")
final class StatusCommand extends MapsCommand {
    private final Map<String, Map<Status, Integer>> counts = new TreeMap<>();

    @Override
    public Integer call() throws Exception {
        int result = super.call();
        if (result == ExitCode.SUCCESS.code() || !counts.isEmpty()) {
            console().raw(StatusTable.render(counts));
        }
        return result;
    }

    @Override
    void checkSelection() {
        // none named means all
    }

    @Override
    List<String> selected(Htmap htmap) {
        return selection().isEmpty() ? htmap.tags() : super.selected(htmap);
    }

    @Override
    void apply(ComponentMap<?, ?> map) {
        counts.put(map.tag(), map.counts());
    }
}
