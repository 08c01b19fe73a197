package io.agentlocator.hebrew;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Telephone numbers, digit by digit in groups, a comma between the groups so that the voice rests there. */
final class TelephoneNumbers {

    private static final String START = "(?<![\\d.,:/])(?:(?<=(?<![א-ת])[ובלמהשכ]{1,2})-)?";
    private static final String END = "(?![\\d/:]|[.,]\\d)";
    private static final Pattern STAR = Pattern.compile(START + "\\*(\\d{3,6})" + END);
    private static final Pattern TOLL_FREE = Pattern.compile(START + "1[- ]?([78])00[- ]?(\\d{3})[- ]?(\\d{3})" + END);
    private static final Pattern ABROAD =
            Pattern.compile(START + "\\+?972[- ]?\\(?0?\\)?(\\d{1,2})[- ]?(\\d{3})[- ]?(\\d{4})" + END);
    private static final Pattern MOBILE = Pattern.compile(START + "(0[57]\\d)[- ]?(\\d{3})[- ]?(\\d{4})" + END);
    private static final Pattern LANDLINE = Pattern.compile(START + "(0[23489])[- ]?(\\d{3})[- ]?(\\d{4})" + END);
    private static final Pattern LEADING_ZERO = Pattern.compile(START + "(0\\d+(?:-\\d+)*)" + END);

    private TelephoneNumbers() {}

    /** Star numbers are found while their star still stands, before markup is removed. */
    static String starsSpoken(String text) {
        return STAR.matcher(text).replaceAll(found -> "כוכבית " + NumberSpeller.digits(found.group(1)));
    }

    static String spoken(String text) {
        var said = TOLL_FREE
                .matcher(text)
                .replaceAll(found -> "אחת " + NumberSpeller.digits(found.group(1)) + " מאות, " + grouped(found, 2, 3));
        said = ABROAD.matcher(said)
                .replaceAll(found -> NumberSpeller.digits("0" + found.group(1)) + ", " + grouped(found, 2, 3));
        said = MOBILE.matcher(said).replaceAll(found -> grouped(found, 1, 3));
        said = LANDLINE.matcher(said).replaceAll(found -> grouped(found, 1, 3));
        return LEADING_ZERO.matcher(said).replaceAll(found -> inThrees(found.group(1)));
    }

    /** Digits of an identity card or an order: in threes, so that a listener can write them down. */
    static String inThrees(String digits) {
        var bare = digits.replaceAll("\\D", "");
        var groups = new ArrayList<String>();
        for (int from = 0; from < bare.length(); ) {
            int left = bare.length() - from;
            int to = from + (left == 4 ? 4 : Math.min(3, left));
            groups.add(NumberSpeller.digits(bare.substring(from, to)));
            from = to;
        }
        return String.join(", ", groups);
    }

    private static String grouped(java.util.regex.MatchResult found, int from, int to) {
        var groups = new ArrayList<String>();
        for (int group = from; group <= to; group++) {
            groups.add(NumberSpeller.digits(found.group(group)));
        }
        return Matcher.quoteReplacement(String.join(", ", List.copyOf(groups)));
    }
}
