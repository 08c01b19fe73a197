package io.agentlocator.hebrew;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What is counted, with its gender: a table first, the ending of the word where the table is silent. */
final class Nouns {

    /** @param definite whether the word carries the article, so that the number before it takes the construct form */
    record Noun(String singular, String plural, Gender gender, boolean definite) {}

    private final Map<String, Noun> byForm = new HashMap<>();

    /** @param rows singular, plural, m or f */
    Nouns(List<List<String>> rows) {
        for (var row : rows) {
            if (row.size() < 3) {
                throw new IllegalArgumentException("a noun needs singular, plural and gender: " + row);
            }
            var gender = row.get(2).equals("f") ? Gender.FEMININE : Gender.MASCULINE;
            var noun = new Noun(row.get(0), row.get(1), gender, false);
            byForm.putIfAbsent(row.get(0), noun);
            byForm.putIfAbsent(row.get(1), noun);
        }
    }

    /** Whether the table has this noun; one that was only guessed from its ending is not known. */
    boolean known(Noun noun) {
        return byForm.containsKey(noun.plural());
    }

    /** The noun that a word is, when a number stands before it; empty when the word is probably not counted at all. */
    Optional<Noun> counted(String word) {
        var bare = Letters.withoutNikud(word);
        var known = byForm.get(bare);
        if (known != null) {
            return Optional.of(known);
        }
        if (bare.length() > 3 && bare.startsWith("ה")) {
            var inner = byForm.get(bare.substring(1));
            if (inner != null && !inner.singular().equals(bare.substring(1))) {
                return Optional.of(new Noun(inner.singular(), inner.plural(), inner.gender(), true));
            }
        }
        boolean joined =
                bare.length() > 2 && Letters.startsWithPreposition(bare) && byForm.containsKey(bare.substring(1));
        if (bare.length() > 4 && !joined) {
            if (bare.endsWith("ות")) {
                return Optional.of(new Noun(bare, bare, Gender.FEMININE, false));
            }
            if (bare.endsWith("ים")) {
                return Optional.of(new Noun(bare, bare, Gender.MASCULINE, false));
            }
        }
        return Optional.empty();
    }
}
