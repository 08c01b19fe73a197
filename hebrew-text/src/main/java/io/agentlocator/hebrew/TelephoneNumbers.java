package io.agentlocator.hebrew;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Telephone numbers, digit by digit in groups, a comma between the groups so that the voice rests there. */
final class TelephoneNumbers {

    private static final String START = "(?<![\\d.,:/])(?:(?<=(?<![א-ת])[ובלמהשכ]{1,2})-)?";
    private static final String END = "(?![\\d/:]|[.,]\\d)";
    private static final String SEVEN_DIGITS = "(\\d(?:[-. ]?\\d){6})";
    private static final Pattern STAR = Pattern.compile(START + "\\*(\\d{3,6})" + END);
    private static final Pattern STAR_BEHIND = Pattern.compile(START + "(\\d{4})\\*(?![\\d*])");
    private static final Pattern TOLL_FREE = Pattern.compile(START + "1[- ]?([78])00[- ]?(\\d(?:[- ]?\\d){5})" + END);
    private static final Pattern ABROAD =
            Pattern.compile(START + "(?:\\+|00)?972[- ]?\\(?0?\\)?[- ]?(\\d{1,2})[- ]?" + SEVEN_DIGITS + END);
    private static final Pattern FOREIGN =
            Pattern.compile(START + "\\+(\\d{1,3})[- ]?(\\(?\\d(?:[-. ()]{0,2}\\d){6,11})" + END);
    private static final Pattern LOCAL =
            Pattern.compile(START + "\\(?(0[57]\\d|0[23489])\\)?[-. ]{0,2}" + SEVEN_DIGITS + END);
    private static final Pattern LEADING_ZERO = Pattern.compile("(?<!\\d-)" + START + "(0\\d+(?:-\\d+)*)" + END);
    private static final Pattern LABELLED =
            Pattern.compile("(?<label>(?<![א-ת])[ובלמהשכ]{0,3}(?:מיקוד|סיסמה|סיסמא|קודן|"
                    + "קוד(?: ה?כניסה| ל[א-ת]+)?|תעודת זהות|חברה פרטית|עוסק מורשה|רישוי|אסמכתא|פוליסה)(?: (?:מספר|הוא|היא))?:? )"
                    + "(?<digits>\\d{3,9})(?![\\d,]|\\s?[₪$€%]|\\.\\d)");
    private static final Pattern GROUPS = Pattern.compile(START + "\\d{1,4}(?:-\\d{2,4}){2,}" + END);

    private TelephoneNumbers() {}

    /** Star numbers are found while their star still stands, before markup is removed. */
    static String starsSpoken(String text) {
        var said = STAR.matcher(text).replaceAll(found -> "כוכבית " + NumberSpeller.digits(found.group(1)));
        return STAR_BEHIND.matcher(said).replaceAll(found -> "כוכבית " + NumberSpeller.digits(found.group(1)));
    }

    static String spoken(String text) {
        var said = TOLL_FREE
                .matcher(text)
                .replaceAll(
                        found -> "אחת " + NumberSpeller.digits(found.group(1)) + " מאות, " + inThrees(found.group(2)));
        said = ABROAD.matcher(said).replaceAll(found -> inGroups("0" + found.group(1), found.group(2)));
        said = FOREIGN.matcher(said)
                .replaceAll(found -> "פלוס " + NumberSpeller.digits(found.group(1)) + ", " + inThrees(found.group(2)));
        said = LOCAL.matcher(said).replaceAll(found -> inGroups(found.group(1), found.group(2)));
        return LEADING_ZERO.matcher(said).replaceAll(found -> inThrees(found.group(1)));
    }

    /** Codes, post codes and number plates, when dates have been read. */
    static String groupsSpoken(String text) {
        var said = LABELLED.matcher(text)
                .replaceAll(found -> Matcher.quoteReplacement(found.group("label")) + inThrees(found.group("digits")));
        return GROUPS.matcher(said)
                .replaceAll(found -> Arrays.stream(found.group().split("-"))
                        .map(NumberSpeller::digits)
                        .collect(Collectors.joining(", ")));
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

    private static String inGroups(String area, String seven) {
        var digits = seven.replaceAll("\\D", "");
        return NumberSpeller.digits(area) + ", " + NumberSpeller.digits(digits.substring(0, 3)) + ", "
                + NumberSpeller.digits(digits.substring(3));
    }
}
