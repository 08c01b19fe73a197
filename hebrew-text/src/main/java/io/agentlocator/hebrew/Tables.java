package io.agentlocator.hebrew;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Tab-separated tables that people edit: {@code #} opens a comment, blank lines are free. */
final class Tables {

    private Tables() {}

    static List<List<String>> resource(String name) {
        try (var in = Tables.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("table missing from the jar: " + name);
            }
            return rows(new InputStreamReader(in, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<List<String>> rows(Reader reader) throws IOException {
        var rows = new ArrayList<List<String>>();
        try (var lines = new BufferedReader(reader)) {
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.isBlank() || line.startsWith("#")) {
                    continue;
                }
                var cells = new ArrayList<String>();
                for (var cell : line.split("\t+", -1)) {
                    cells.add(cell.strip());
                }
                rows.add(List.copyOf(cells));
            }
        }
        return rows;
    }
}
