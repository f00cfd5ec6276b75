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

    /** Returns the table, or one line when there are no maps. */
    static String render(Map<String, Map<Status, Integer>> counts) {
        if (counts.isEmpty()) {
            return "no maps" + System.lineSeparator();
        }
        Set<Status> columns = EnumSet.copyOf(USUAL);
        counts.values().forEach(row -> columns.addAll(row.keySet()));
        TextTable table = new TextTable(header(columns));
        counts.forEach((tag, row) -> table.add(row(tag, row, columns)));
        return table.render();
    }

    private static List<String> header(Set<Status> columns) {
        List<String> cells = new ArrayList<>(List.of("TAG", "TOTAL"));
        columns.forEach(status -> cells.add(status.name()));
        return cells;
    }

    private static List<String> row(String tag, Map<Status, Integer> row, Set<Status> columns) {
        int total = row.values().stream().mapToInt(Integer::intValue).sum();
        List<String> cells = new ArrayList<>(List.of(tag, Integer.toString(total)));
        columns.forEach(status -> cells.add(Integer.toString(row.getOrDefault(status, 0))));
        return cells;
    }
}
