package io.htmap.cli;

import java.util.ArrayList;
import java.util.List;

/** Text in aligned columns: the first to the left, the others, numbers, to the right. */
final class TextTable {
    private static final String GAP = "  ";

    private final List<List<String>> rows = new ArrayList<>();

    TextTable(List<String> header) {
        rows.add(header);
    }

    /** Adds a line; it has as many cells as the header. */
    void add(List<String> row) {
        rows.add(row);
    }

    String render() {
        StringBuilder text = new StringBuilder();
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int column = 0; column < row.size(); column++) {
                line.append(column == 0 ? "" : GAP).append(pad(row.get(column), column));
            }
            text.append(line.toString().stripTrailing()).append(System.lineSeparator());
        }
        return text.toString();
    }

    private String pad(String cell, int column) {
        String blanks = " ".repeat(width(column) - cell.length());
        return column == 0 ? cell + blanks : blanks + cell;
    }

    private int width(int column) {
        return rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0);
    }
}
