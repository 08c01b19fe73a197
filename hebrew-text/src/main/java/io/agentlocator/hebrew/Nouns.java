package io.agentlocator.hebrew;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What is counted, with its gender: a table first, the ending of the word where the table is silent. */
final class Nouns {

    /**
     * A noun that a number counts.
     *
     * @param dual the word for two of it ("שבועיים"), null where it is counted as others are
     * @param definite whether the word carries the article, so that the number before it takes the construct form
     * @param construct whether the word leans on the next one ("חדרי שינה")
     */
    record Noun(
            String singular,
            String plural,
            Gender gender,
            @Nullable String dual,
            boolean definite,
            boolean construct) {

        Noun withArticle() {
            return new Noun(singular, plural, gender, dual, true, construct);
        }
    }

    private static final String PREFIXES = "ובלמכשה";

    private final Map<String, Noun> byForm = new HashMap<>();
    private final Set<String> singulars;
    private final Set<String> compounds;

    /**
     * @param rows singular, plural, m or f, the dual where there is one
     * @param compounds words that follow a noun and belong to it: "חדר שינה"
     */
    Nouns(List<List<String>> rows, List<List<String>> compounds) {
        for (var row : rows) {
            if (row.size() < 3 || !(row.get(2).equals("m") || row.get(2).equals("f"))) {
                throw new IllegalArgumentException("a noun needs singular, plural and m or f: " + row);
            }
            var gender = row.get(2).equals("f") ? Gender.FEMININE : Gender.MASCULINE;
            var dual = row.size() > 3 ? row.get(3) : null;
            var noun = new Noun(row.get(0), row.get(1), gender, dual, false, false);
            byForm.putIfAbsent(row.get(0), noun);
            byForm.putIfAbsent(row.get(1), noun);
        }
        singulars = rows.stream().map(row -> row.get(0)).collect(Collectors.toUnmodifiableSet());
        this.compounds = compounds.stream().map(row -> row.get(0)).collect(Collectors.toUnmodifiableSet());
    }

    /** Whether the table has this noun; one that was only guessed from its ending is not known. */
    boolean known(Noun noun) {
        return byForm.containsKey(noun.plural()) || noun.construct();
    }

    /** Whether a word completes the noun before it: "שינה" of "חדר שינה". */
    boolean completes(String word) {
        return compounds.contains(Letters.withoutNikud(word));
    }

    /** Whether a word that completes a noun carries the article: "חדרי השינה". */
    boolean definite(String word) {
        var bare = Letters.withoutNikud(word);
        return bare.startsWith("ה") && (compounds.contains(bare.substring(1)) || byForm.containsKey(bare.substring(1)));
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
                return Optional.of(inner.withArticle());
            }
        }
        var leaning = construct(bare);
        if (leaning != null) {
            return Optional.of(new Noun(bare, bare, leaning.gender(), null, false, true));
        }
        boolean joined =
                bare.length() > 2 && Letters.startsWithPreposition(bare) && byForm.containsKey(bare.substring(1));
        if (bare.length() > 4 && !joined) {
            if (bare.endsWith("ות")) {
                return Optional.of(new Noun(bare, bare, Gender.FEMININE, null, false, false));
            }
            if (bare.endsWith("ים")) {
                return Optional.of(new Noun(bare, bare, Gender.MASCULINE, null, false, false));
            }
        }
        return Optional.empty();
    }

    /** "חדרי" of "חדרים", "יחידת" of "יחידה". */
    private @Nullable Noun construct(String word) {
        if (word.length() < 3) {
            return null;
        }
        var stem = word.substring(0, word.length() - 1);
        return word.endsWith("י") ? byForm.get(stem + "ים") : word.endsWith("ת") ? byForm.get(stem + "ה") : null;
    }

    /** Whether a word, with or without prefixes, is a noun of the table in the singular. */
    boolean names(String word) {
        return !singular(word).isEmpty() || (word.startsWith("ה") && word.length() > 3);
    }

    /** The gender of a single thing: by the table, else by the word's ending. */
    Gender genderOf(String word) {
        var noun = byForm.get(singular(word));
        if (noun != null) {
            return noun.gender();
        }
        return word.endsWith("ה") || word.endsWith("ת") ? Gender.FEMININE : Gender.MASCULINE;
    }

    private String singular(String word) {
        var bare = Letters.withoutNikud(word);
        for (int from = 0; from < Math.min(4, bare.length() - 1); from++) {
            if (singulars.contains(bare.substring(from))) {
                return bare.substring(from);
            }
            if (PREFIXES.indexOf(bare.charAt(from)) < 0) {
                break;
            }
        }
        return "";
    }
}
