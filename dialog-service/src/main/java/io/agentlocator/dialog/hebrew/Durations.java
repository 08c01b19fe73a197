package io.agentlocator.dialog.hebrew;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How long until the caller needs the property: תוך חודשיים, בעוד חצי שנה, בשלושה חודשים. The result holds only words that
 * can stand in such a phrase; a misrecognised preposition is left out.
 */
final class Durations {

    /** A duration in words, and the index of its first word. */
    record Found(String words, int from) {}

    private static final List<String> PREPOSITIONS = List.of("תוך", "בתוך", "בעוד", "לעוד", "עוד", "עד");

    private static final Set<String> UNITS = Set.of(
            "יום", "יומיים", "ימים", "שבוע", "שבועיים", "שבועות", "חודש", "חודשיים", "חודשים", "שנה", "שנתיים", "שנים");

    /** The units that a misspelt word may stand for. "Two months" and "months" sound alike; only a number distinguishes them. */
    private static final List<String> MISSPELT =
            List.of("חודשיים", "שבועיים", "שנתיים", "יומיים", "שבועות", "חודש", "שבוע");

    private static final double FAR = 0.18;
    private static final Set<String> MORE = Set.of("וחצי", "הקרוב", "הקרובה", "הקרובים", "הבא", "הבאה", "הבאים");
    private static final Pattern PARTICLE = Pattern.compile("ו?[בל]");

    private Durations() {}

    /** @param asked whether the agent has just asked when; then a bare "חודשיים" is enough */
    static Optional<Found> in(List<String> words, boolean asked) {
        for (int at = 0; at < words.size(); at++) {
            Found found = around(words, at, asked);
            if (found != null) {
                return Optional.of(found);
            }
        }
        return Optional.empty();
    }

    private static @Nullable Found around(List<String> words, int at, boolean asked) {
        int head = head(words, at);
        String preposition = head > 0
                ? CarrierPhrases.meant(withoutAnd(words.get(head - 1)), PREPOSITIONS)
                        .orElse(null)
                : null;
        boolean announced = asked || preposition != null;
        String unit = unit(words.get(at), head < at, announced);
        if (unit == null) {
            return null;
        }
        String first = head < at ? words.get(head) : words.get(at);
        boolean particle = "ובל".indexOf(first.charAt(0)) >= 0 && !UNITS.contains(first) && !isPlainNumber(first);
        if (!announced && !(particle && PARTICLE.matcher(first).lookingAt())) {
            return null;
        }
        var said = new StringBuilder(preposition == null ? "" : preposition + " ");
        for (int i = head; i < at; i++) {
            said.append(i == head ? withoutAnd(words.get(i)) : words.get(i)).append(' ');
        }
        said.append(unit);
        for (int i = at + 1; i < words.size() && follows(words, i, unit); i++) {
            said.append(' ').append(words.get(i));
        }
        return new Found(said.toString(), preposition == null ? head : head - 1);
    }

    /** The index at which the number before the unit begins; that of the unit where there is no number. */
    private static int head(List<String> words, int at) {
        if (at > 0 && Set.of("חצי", "כמה", "בחצי", "בכמה").contains(words.get(at - 1))) {
            return at - 1;
        }
        for (int from = Math.max(0, at - 3); from < at; from++) {
            HebrewNumbers.Found number = HebrewNumbers.at(words, from);
            if (number != null && number.to() == at) {
                // "ב 3 חודשים": the particle stands alone before a numeral.
                return from > 0 && words.get(from - 1).equals("ב") ? from - 1 : from;
            }
        }
        return at;
    }

    private static @Nullable String unit(String heard, boolean counted, boolean announced) {
        String bare = withoutAnd(heard);
        boolean particle = bare.length() > 3 && "בל".indexOf(bare.charAt(0)) >= 0;
        if (UNITS.contains(bare) || particle && UNITS.contains(bare.substring(1))) {
            return bare;
        }
        if (!announced || HebrewText.isNumeral(heard)) {
            return null;
        }
        String folded = HebrewPhonetics.fold(bare);
        String best = null;
        double nearest = FAR;
        for (String unit : MISSPELT) {
            String other = HebrewPhonetics.fold(unit);
            double distance = HebrewPhonetics.distance(folded, other);
            if (Math.min(folded.length(), other.length()) >= 4 && distance < nearest) {
                best = unit;
                nearest = distance;
            }
        }
        return "חודשיים".equals(best) && counted ? "חודשים" : best;
    }

    /** "a month, two months", "two months, three", "a year and a half", "the coming". */
    private static boolean follows(List<String> words, int at, String unit) {
        String word = words.get(at);
        if (MORE.contains(word)) {
            return true;
        }
        boolean last = at + 1 == words.size();
        return unit.equals("חודש") && word.equals("חודשיים")
                || unit.equals("שבוע") && word.equals("שבועיים")
                || unit.equals("חודשיים") && word.equals("שלושה") && last
                || unit.equals("שנה") && word.equals("שנתיים");
    }

    private static boolean isPlainNumber(String word) {
        return NumberReadingLexicon.UNITS.containsKey(word) || NumberReadingLexicon.TENS.containsKey(word);
    }

    private static String withoutAnd(String word) {
        return word.length() > 3 && word.charAt(0) == 'ו' ? word.substring(1) : word;
    }
}
