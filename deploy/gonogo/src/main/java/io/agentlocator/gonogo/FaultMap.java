package io.agentlocator.gonogo;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The entries of {@code docs/fault-map.md}: what a fault means and what to do. Each is a heading of the second level. */
final class FaultMap {

    /** @param action what to do, in one line */
    record Entry(String title, String action) {}

    private final Map<String, Entry> entries;

    private FaultMap(Map<String, Entry> entries) {
        this.entries = entries;
    }

    static FaultMap standard() {
        try (InputStream in = FaultMap.class.getResourceAsStream("/fault-map.md")) {
            if (in == null) {
                throw new IllegalStateException("the fault map is not in the jar");
            }
            return parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static FaultMap parse(String markdown) {
        Map<String, Entry> entries = new LinkedHashMap<>();
        String id = "";
        String title = "";
        for (String line : markdown.lines().toList()) {
            if (line.startsWith("## ")) {
                title = line.substring(3);
                id = title.split("[: ]", 2)[0];
            } else if (line.startsWith("**Do:** ") && !id.isEmpty()) {
                entries.put(id, new Entry(title, line.substring(8)));
            }
        }
        return new FaultMap(entries);
    }

    Optional<Entry> of(String id) {
        return Optional.ofNullable(entries.get(id));
    }
}
