package io.agentlocator.speechmodels.hebrew;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Writes the figures in a Hebrew text as words: amounts, prices, times, dates and phone numbers. */
final class SpokenNumbers {

    private static final Pattern PREFIXED = Pattern.compile("(?<![א-ת])([והבלמשכ]{1,3})[-־]?(?=[+₪$€]?\\d)");
    private static final Pattern PHONE = Pattern.compile(
            "(?<![\\d,.])(?:\\+\\d{1,3}[- ]?\\d[\\d -]{6,12}\\d|(?:0\\d{1,2}|1[- ]?[78]00)[- ]?\\d{2,3}[- ]?\\d{2,4}|\\*\\d{3,5}|\\d{7,})(?![\\d,.]\\d)");
    private static final Pattern TIME = Pattern.compile("(?<!\\d)([01]?\\d|2[0-3]):([0-5]\\d)(?!\\d)");
    private static final Pattern DATE =
            Pattern.compile("(?<!\\d)([12]?\\d|3[01])([./])(0?[1-9]|1[0-2])(?:\\2(\\d{4}|\\d{2}))?(?![\\d.]*\\d)");
    private static final Pattern AMOUNT =
            Pattern.compile("(?:([₪$€])\\s?)?(\\d{1,3}(?:,\\d{3})+|\\d+)(\\.\\d+)?(?:\\s?([₪$€%])(?!\\s?\\d))?"
                    + "(?:\\s+([א-ת\"״׳']+))?(?:\\s?([₪$€%])(?!\\s?\\d))?");

    private static final List<String> MONTHS = List.of(
            "ינואר", "פברואר", "מרץ", "אפריל", "מאי", "יוני", "יולי", "אוגוסט", "ספטמבר", "אוקטובר", "נובמבר", "דצמבר");
    private static final Set<String> MASCULINE = Set.of(
            "חדר",
            "חדרים",
            "שקל",
            "שקלים",
            "ש״ח",
            "ש\"ח",
            "דולר",
            "דולרים",
            "אירו",
            "יורו",
            "יום",
            "ימים",
            "שבוע",
            "שבועות",
            "חודש",
            "חודשים",
            "אנשים",
            "ילדים",
            "מטר",
            "מטרים",
            "מ״ר",
            "מ\"ר",
            "אחוז",
            "אחוזים",
            "בתים",
            "נכסים",
            "דונם",
            "קילומטר",
            "קילומטרים",
            "מיליון",
            "מיליארד",
            "מספרים",
            "לקוחות",
            "סוכנים",
            "שלבים");
    private static final Set<String> MULTIPLES = Set.of("אלף", "מיליון", "מיליארד");
    private static final int PHONE_GROUP = 3;

    private SpokenNumbers() {}

    /** The text with words in place of figures. */
    static String expand(String text) {
        if (text.chars().noneMatch(character -> character >= '0' && character <= '9')) {
            return text;
        }
        String separate = PREFIXED.matcher(text).replaceAll("$1־");
        String phones = PHONE.matcher(separate).replaceAll(match -> quote(phone(match.group())));
        String times = TIME.matcher(phones).replaceAll(match -> quote(time(match)));
        String dates = DATE.matcher(times).replaceAll(match -> quote(date(match)));
        return AMOUNT.matcher(dates).replaceAll(match -> quote(amount(match)));
    }

    private static String quote(String words) {
        return Matcher.quoteReplacement(words);
    }

    /** Digit by digit, a short rest between groups. */
    private static String phone(String written) {
        List<String> groups = new ArrayList<>();
        for (String part : written.replaceAll("[+*]", "").strip().split("[- ]+")) {
            int at = 0;
            while (part.length() - at > PHONE_GROUP + 1) {
                groups.add(part.substring(at, at + PHONE_GROUP));
                at += PHONE_GROUP;
            }
            groups.add(part.substring(at));
        }
        List<String> spoken = new ArrayList<>();
        for (String group : groups) {
            List<String> digits = new ArrayList<>();
            group.chars().forEach(digit -> digits.add(HebrewNumber.digit(digit - '0')));
            spoken.add(String.join(" ", digits));
        }
        String star = written.startsWith("*") ? "כוכבית " : written.startsWith("+") ? "פלוס " : "";
        return star + String.join(", ", spoken);
    }

    private static String time(MatchResult match) {
        int hour = Integer.parseInt(match.group(1));
        int minute = Integer.parseInt(match.group(2));
        int spokenHour = hour > 12 ? hour - 12 : hour == 0 ? 12 : hour;
        String words = HebrewNumber.feminine(spokenHour);
        return switch (minute) {
            case 0 -> words;
            case 15 -> words + " ורבע";
            case 30 -> words + " וחצי";
            default -> words + " ו" + HebrewNumber.feminine(minute);
        };
    }

    private static String date(MatchResult match) {
        boolean dotted = match.group(2).equals(".");
        if (dotted && match.group(4) == null) {
            // "2.5" is an amount.
            return match.group();
        }
        String day = HebrewNumber.masculine(Integer.parseInt(match.group(1)));
        String month = MONTHS.get(Integer.parseInt(match.group(3)) - 1);
        String year = match.group(4);
        String yearWords = "";
        if (year != null) {
            int number = Integer.parseInt(year);
            yearWords = " " + HebrewNumber.feminine(number < 100 ? 2000 + number : number);
        }
        return day + " ב" + month + yearWords;
    }

    private static String amount(MatchResult match) {
        String whole = match.group(2).replace(",", "");
        if (whole.length() > 12) {
            return phone(whole);
        }
        long number = Long.parseLong(whole);
        String fraction = match.group(3);
        String sign = Stream.of(1, 4, 6)
                .map(match::group)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
        String noun = match.group(5) == null ? "" : match.group(5);
        boolean multiple = MULTIPLES.contains(noun);
        boolean masculine = sign != null || MASCULINE.contains(noun) || noun.equals("אלף");
        String unit = unit(sign, number == 1 && fraction == null);
        String words;
        if (fraction != null) {
            boolean half = new BigDecimal("0" + fraction).compareTo(new BigDecimal("0.5")) == 0;
            String main = masculine ? HebrewNumber.masculine(number) : HebrewNumber.feminine(number);
            StringBuilder digits = new StringBuilder(" נקודה");
            fraction.substring(1).chars().forEach(digit -> digits.append(' ').append(HebrewNumber.digit(digit - '0')));
            words = half ? main + " וחצי" : main + digits;
        } else if (number == 1 && multiple) {
            // "a million", not "one million"
            return noun + unit;
        } else if (number == 1 && !(noun.isEmpty() && unit.isEmpty())) {
            String one = masculine ? "אחד" : "אחת";
            return unit.isEmpty() ? noun + " " + one : unit.strip() + " " + one + (noun.isEmpty() ? "" : " " + noun);
        } else if (number == 2 && !(noun.isEmpty() && unit.isEmpty())) {
            words = masculine ? "שני" : "שתי";
        } else {
            words = masculine ? HebrewNumber.masculine(number) : HebrewNumber.feminine(number);
        }
        boolean unitBehindNoun = multiple || match.group(6) != null;
        return words + (unitBehindNoun ? " " + noun + unit : unit + (noun.isEmpty() ? "" : " " + noun));
    }

    private static String unit(@Nullable String sign, boolean one) {
        if (sign == null) {
            return "";
        }
        return switch (sign) {
            case "₪" -> one ? " שקל" : " שקלים";
            case "$" -> " דולר";
            case "€" -> " אירו";
            default -> one ? " אחוז" : " אחוזים";
        };
    }
}
