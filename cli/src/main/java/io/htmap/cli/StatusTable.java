package io.htmap.cli;

import io.htmap.Status;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The table of {@code htmap status}: a line a map, a column a status. */
final class StatusTable {
    /** Always shown; the others only where a component has them. */
    private static final Set<Status> USUAL =
            EnumSet.of(Status.IDLE, Status.RUNNING, Status.HELD, Status.ERRORED, Status.COMPLETED);

    private StatusTable() {}

    /**
     * Returns the table, or one line when there are no maps.
     *
     * @param onNodes how many components' worth of work those on nodes have done, by tag; what is missing counts as 0
     */
    static String render(Map<String, Map<Status, Integer>> counts, Map<String, Double> onNodes) {
        if (counts.isEmpty()) {
            return "no maps" + System.lineSeparator();
        }
        Set<Status> columns = EnumSet.copyOf(USUAL);
        counts.values().forEach(row -> columns.addAll(row.keySet()));
        boolean told = onNodes.values().stream().anyMatch(share -> share > 0);
        TextTable table = new TextTable(header(columns, told));
        counts.forEach((tag, row) -> table.add(row(tag, row, columns, told, onNodes.getOrDefault(tag, 0.0))));
        return table.render();
    }

    private static List<String> header(Set<Status> columns, boolean withShare) {
        List<String> cells = new ArrayList<>(List.of("TAG", "TOTAL"));
        columns.forEach(status -> cells.add(status.name()));
        if (withShare) {
            cells.add("DONE");
        }
        return cells;
    }

    private static List<String> row(
            String tag, Map<Status, Integer> row, Set<Status> columns, boolean withShare, double onNodes) {
        int total = row.values().stream().mapToInt(Integer::intValue).sum();
        List<String> cells = new ArrayList<>(List.of(tag, Integer.toString(total)));
        columns.forEach(status -> cells.add(Integer.toString(row.getOrDefault(status, 0))));
        if (withShare) {
            cells.add(Shares.percent(Shares.done(row, onNodes)));
        }
        return cells;
    }
}
