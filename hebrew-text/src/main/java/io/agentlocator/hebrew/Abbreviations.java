package io.agentlocator.hebrew;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Short forms with gershayim or geresh, said in full. One that the table does not know is read as a word. */
final class Abbreviations {

    private static final Pattern UNKNOWN =
            Pattern.compile("(?<=[א-ת])״(?=[א-ת])(?!(?<=(?<![א-ת])[יטכ]״)[א-ט](?![א-ת״׳]))");

    private final Map<String, String> spoken = new HashMap<>();
    private final Pattern written;

    /** @param rows what is written, what is said */
    Abbreviations(List<List<String>> rows) {
        for (var row : rows) {
            if (row.size() < 2) {
                throw new IllegalArgumentException("an abbreviation needs what is written and what is said: " + row);
            }
            spoken.put(row.get(0), row.get(1));
        }
        var forms = spoken.keySet().stream()
                .sorted(Comparator.comparingInt(String::length).reversed())
                .map(Pattern::quote)
                .collect(Collectors.joining("|"));
        written = Pattern.compile("(?<![א-ת׳״])(?<before>(?:[ובלמהשכ]{1,2}-?)??)(?<form>" + forms + ")(?![א-ת״])");
    }

    String expanded(String text) {
        var said = written.matcher(text)
                .replaceAll(found -> Matcher.quoteReplacement(before(found.group(1)) + spoken.get(found.group(2))));
        return UNKNOWN.matcher(said).replaceAll("");
    }

    private static String before(String letters) {
        return letters.endsWith("-") ? letters.substring(0, letters.length() - 1) : letters;
    }
}
