package io.agentlocator.testbed.house;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** A table of a Markdown page as data. Several tables of a page with the same columns are read as one. */
public record PageTable(List<Row> rows) {

    /** @param cells the text by the column's heading */
    public record Row(Map<String, String> cells) {

        /** @return "" for an empty cell, and for a column that the table does not have */
        public String cell(String column) {
            return cells.getOrDefault(column, "");
        }

        /** The names in a cell that are set as code. */
        public Set<String> names(String column) {
            var names = new TreeSet<String>();
            String[] parts = cell(column).split("`");
            for (int i = 1; i < parts.length; i += 2) {
                names.add(parts[i]);
            }
            return names;
        }
    }

    /**
     * @param page Markdown
     * @param columns of the table, all of them and in their order
     * @throws IllegalArgumentException when the page has no such table
     */
    public static PageTable of(String page, String... columns) {
        List<String> wanted = List.of(columns);
        List<Row> rows = new ArrayList<>();
        boolean inside = false;
        boolean seen = false;
        for (String line : page.lines().toList()) {
            List<String> cells = cells(line);
            if (cells.equals(wanted)) {
                inside = true;
                seen = true;
            } else if (cells.isEmpty()) {
                inside = false;
            } else if (inside && !cells.getFirst().startsWith("---")) {
                var row = new LinkedHashMap<String, String>();
                for (int i = 0; i < wanted.size(); i++) {
                    row.put(wanted.get(i), i < cells.size() ? cells.get(i) : "");
                }
                rows.add(new Row(row));
            }
        }
        if (!seen) {
            throw new IllegalArgumentException("the page has no table with the columns " + wanted);
        }
        return new PageTable(rows);
    }

    private static List<String> cells(String line) {
        if (!line.startsWith("|")) {
            return List.of();
        }
        String inner = line.strip().substring(1).replaceFirst("\\|$", "");
        return Arrays.stream(inner.split("\\|", -1)).map(String::strip).toList();
    }
}
