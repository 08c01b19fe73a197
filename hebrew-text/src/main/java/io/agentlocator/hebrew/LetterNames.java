package io.agentlocator.hebrew;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Single letters with a geresh: days of the week ("א׳-ה׳"), and the letters' names elsewhere ("כיתה ג׳", "12א"). */
final class LetterNames {

    private static final Map<String, String> NAMES = Map.ofEntries(
            Map.entry("א", "אלף"),
            Map.entry("ב", "בית"),
            Map.entry("ג", "גימל"),
            Map.entry("ד", "דלת"),
            Map.entry("ה", "הא"),
            Map.entry("ו", "וו"),
            Map.entry("ז", "זין"),
            Map.entry("ח", "חית"),
            Map.entry("ט", "טית"),
            Map.entry("י", "יוד"),
            Map.entry("כ", "כף"),
            Map.entry("ל", "למד"),
            Map.entry("מ", "מם"),
            Map.entry("נ", "נון"),
            Map.entry("ס", "סמך"),
            Map.entry("ע", "עין"),
            Map.entry("פ", "פא"),
            Map.entry("צ", "צדי"),
            Map.entry("ק", "קוף"),
            Map.entry("ר", "ריש"),
            Map.entry("ש", "שין"),
            Map.entry("ת", "תו"),
            Map.entry("ך", "כף"),
            Map.entry("ם", "מם"),
            Map.entry("ן", "נון"),
            Map.entry("ף", "פא"),
            Map.entry("ץ", "צדי"));
    private static final Map<String, String> DAYS = Map.of(
            "א", "ראשון", "ב", "שני", "ג", "שלישי", "ד", "רביעי", "ה", "חמישי", "ו", "שישי", "ש", "שבת", "ז", "שבת");

    private static final String DAY = "[א-וזש]׳";
    private static final String BETWEEN = "(?:\\s?-\\s?|\\s?[,/]\\s?|\\s?,?\\sו-?| עד | או )";
    private static final Pattern DAYS_OF_WEEK =
            Pattern.compile("(?<![א-ת׳״])(?<before>[ובלמהשכ]{0,2}(?:יום|ימים|ימי)) (?<days>" + DAY + "(?:" + BETWEEN
                    + DAY + ")*)(?![א-ת״])");
    private static final Pattern RANGE = Pattern.compile("(?<word>[א-ת׳״]+ )?(?<![א-ת׳״])(?<before>[ובלמהשכ]{1,2}-)?"
            + "(?<from>[א-ת])׳(?:\\s?-\\s?| עד )(?<to>[א-ת])׳(?![א-ת״])");
    private static final Pattern PLAIN_RANGE =
            Pattern.compile("(?<![א-ת׳״\\d-])([א-ו])\\s?-\\s?([ב-וש])(?=,? (?:ב?שעות )?ב?-?\\d|$)");
    private static final Pattern ONE_DAY = Pattern.compile("(" + BETWEEN + ")?([א-וזש])׳");
    private static final Pattern DAY_BEFORE_HOUR =
            Pattern.compile("(?<![א-ת׳״])(?<before>[ובל]-?)?(?<day>" + DAY + "):? (?=\\d{1,2}:\\d\\d)");
    private static final Pattern LETTER =
            Pattern.compile("(?<![א-ת׳״])(?<before>[ובלמהשכ]-?)?(?<letter>[א-ת])׳(?![א-ת״׳])");
    private static final Pattern BEHIND_NUMBER =
            Pattern.compile("(?<![\\d.,/:])(\\d{1,9})(?:\\s(?=.׳))?([א-ת])׳?(?![א-ת״׳])");
    /** Letters that count: "כיתה י״ב", "רובע ט״ז". */
    private static final Pattern LETTER_NUMBER = Pattern.compile("(?<![א-ת׳״])([יטכ])״([א-ט])(?![א-ת״׳])");

    private static final Set<String> LABELS = Set.of(
            "כיתות", "כיתה", "שכבות", "שכבה", "כניסות", "כניסה", "שלבים", "שלב", "בניינים", "בניין", "גנים", "רבעים",
            "מדרגות", "אגפים", "סעיפים", "סעיף", "נספחים", "נספח", "חלקים", "קבוצות");

    private LetterNames() {}

    static String spoken(String text) {
        var said = DAYS_OF_WEEK
                .matcher(text)
                .replaceAll(found -> Matcher.quoteReplacement(found.group("before") + " " + days(found.group("days"))));
        said = RANGE.matcher(said)
                .replaceAll(found -> Matcher.quoteReplacement(
                        range(found.group("word"), found.group("before"), found.group("from"), found.group("to"))));
        said = PLAIN_RANGE
                .matcher(said)
                .replaceAll(found -> DAYS.get(found.group(1)) + " עד " + DAYS.get(found.group(2)));
        said = DAY_BEFORE_HOUR
                .matcher(said)
                .replaceAll(found -> without(found.group("before"))
                        + DAYS.get(found.group("day").substring(0, 1)) + " ");
        said = BEHIND_NUMBER
                .matcher(said)
                .replaceAll(found -> NumberSpeller.cardinal(
                                Long.parseLong(found.group(1)), Gender.FEMININE, NumberSpeller.Form.ALONE)
                        + " " + NAMES.get(found.group(2)));
        said = LETTER_NUMBER
                .matcher(said)
                .replaceAll(found -> NAMES.get(found.group(1)) + " " + NAMES.get(found.group(2)));
        return LETTER.matcher(said)
                .replaceAll(found -> without(found.group("before")) + NAMES.get(found.group("letter")));
    }

    private static String days(String letters) {
        return ONE_DAY.matcher(letters).replaceAll(found -> {
            var between = found.group(1) == null ? "" : found.group(1);
            var joined = between.contains("-") && !between.contains("ו")
                    ? " עד "
                    : between.replace("/", ", ").replace("-", "");
            return joined + DAYS.get(found.group(2));
        });
    }

    private static String range(@Nullable String word, @Nullable String before, String from, String to) {
        var first = DAYS.get(from);
        var last = DAYS.get(to);
        boolean labelled = word != null && LABELS.contains(bare(word));
        var names = labelled || first == null || last == null
                ? List.of(NAMES.get(from), NAMES.get(to))
                : List.of(first, last);
        return (word == null ? "" : word) + without(before) + names.get(0) + " עד " + names.get(1);
    }

    private static String bare(String word) {
        var plain = word.strip();
        return LABELS.contains(plain) || plain.length() < 3
                ? plain
                : plain.replaceFirst("^[ובלמהשכ]{1,2}(?=[א-ת]{3})", "");
    }

    private static String without(@Nullable String before) {
        return before == null ? "" : before.replace("-", "");
    }
}
