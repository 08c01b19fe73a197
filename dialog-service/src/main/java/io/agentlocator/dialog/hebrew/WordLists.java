package io.agentlocator.dialog.hebrew;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Lists among the resources: one entry per line; lines with {@code #} are comments. */
public final class WordLists {

    private WordLists() {}

    /** @throws IllegalStateException for an unknown list */
    public static List<String> read(String resource) {
        try (InputStream in = WordLists.class.getResourceAsStream("/" + resource)) {
            if (in == null) {
                throw new IllegalStateException("no list " + resource);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
