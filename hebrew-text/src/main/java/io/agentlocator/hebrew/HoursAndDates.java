package io.agentlocator.hebrew;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Hours and dates as they are said: "רבע לאחת עשרה", "חמישה עשר במרץ". */
final class HoursAndDates {

    private static final List<String> MONTHS = List.of(
            "ינואר", "פברואר", "מרץ", "אפריל", "מאי", "יוני", "יולי", "אוגוסט", "ספטמבר", "אוקטובר", "נובמבר", "דצמבר");
    private static final String MONTH_NAMES = "(?:" + String.join("|", MONTHS) + "|מרס)";
    private static final String JOINED = "(?:(?<=(?<![א-ת])[ובלמהשכ]{1,3})-)?";
    private static final String BEFORE = "(?<![\\d.,/:A-Za-z])" + JOINED;
    private static final String UNIT = "(?:\\s?[₪$€%KkMm]"
            + "|\\s(?:אלף|אלפי|מיליון|מיליארד|חדרים|חדרי|אחוז|מטר|דונם|קילומטר|קילו|שעות|שנים|נקודה)(?![א-ת]))";
    /** What makes the figures an amount, at once or behind the end of a range: "2.5 עד 3 חדרים". */
    private static final String NO_UNIT = "(?!" + UNIT + "|\\s(?:עד |או |ל-?|ו-?)[\\d.,]+" + UNIT + ")";

    private static final String HOUR = "([01]?\\d|2[0-4]):([0-5]\\d)(?::[0-5]\\d)?";
    private static final String DOTTED_HOUR = "([01]?\\d|2[0-3])\\.(00|1[3-9]|[2-5]\\d)";
    private static final String ENGLISH_PART = "(?:\\s?(?<part>[AaPp])\\.?[Mm]\\.?(?![A-Za-z]))";

    private static final Pattern HOURS = Pattern.compile(
            BEFORE + HOUR + "(?:\\s?-\\s?" + HOUR + "|(?= עד (?:השעה )?\\d?\\d:))?" + ENGLISH_PART + "?(?![\\d:])");
    private static final Pattern ENGLISH_HOUR = Pattern.compile(BEFORE + "(1[0-2]|[1-9])()" + ENGLISH_PART);
    /** "בשעה 10.30", and what can only be an hour behind a preposition: "ב-10.30". */
    private static final Pattern HOUR_WITH_DOT = Pattern.compile(
            "(?<=(?<![א-ת])[בלמוהכש]{0,2}שעה )([01]?\\d|2[0-3])\\.([0-5]\\d)(?![\\d%.]|,\\d)" + NO_UNIT
                    + "|(?<=(?<![א-ת])ו?(?:ב|מ|עד |מה|לפני |אחרי ))-?" + DOTTED_HOUR + "(?![\\d%.]|,\\d)" + NO_UNIT
                    + "|" + BEFORE
                    + "([01]?\\d|2[0-3])\\.(00|15|30|45)(?=[,.;!?]?$|[,;!?] | (?:ב(?:בוקר|ערב|לילה|צהריים)|אחר|לפני|עד)(?![א-ת]))");

    private static final Pattern HOURS_WITH_DOTS =
            Pattern.compile(BEFORE + DOTTED_HOUR + "\\s?-\\s?" + DOTTED_HOUR + "(?![\\d%.]|,\\d)" + NO_UNIT);
    private static final Pattern HOURS_WITH_NAME = Pattern.compile("(?<=(?<![א-ת])[בלמוהכש]{0,2}(?:שעות|השעות) )"
            + "([01]?\\d|2[0-4])\\s?-\\s?([01]?\\d|2[0-4])(?![\\d:./,%])");
    private static final Pattern FULL_HOUR =
            Pattern.compile("(?<=(?:^|[^א-ת])[בלמוהכש]{0,2}שעה )([01]?\\d|2[0-4])(?![\\d:./,%]|\\s?-\\s?\\d)");
    private static final Pattern PART_OF_DAY =
            Pattern.compile("^,?\\s+(?:ב(?:בוקר|צהריים|ערב|לילה)|אחר הצהריים|לפני הצהריים|לפנות|אחרי הצהריים)");

    private static final Pattern ALWAYS_OPEN = Pattern.compile("(?<![\\d/])24/7(?![\\d/])");
    private static final Pattern FLOOR_OF = Pattern.compile("(?<=קומה )(\\d{1,2})\\s?/\\s?(\\d{1,2})(?![\\d/])");
    private static final Pattern ISO = Pattern.compile(BEFORE + "(\\d{4})-(\\d{2})-(\\d{2})(?![\\d-])");
    private static final Pattern DAY_MONTH_YEAR =
            Pattern.compile(BEFORE + "(\\d{1,2})([./-])(\\d{1,2})\\2(\\d{4}|\\d{2})(?!\\d|[./-]\\d)");
    private static final Pattern MONTH_YEAR = Pattern.compile(BEFORE + "(0?[1-9]|1[0-2])/(20\\d\\d)(?![\\d/])");
    private static final Pattern DAY_MONTH = Pattern.compile(BEFORE + "(\\d{1,2})/(\\d{1,2})(?!\\d|/)");
    private static final Pattern DAY_DOT_MONTH = Pattern.compile(
            "(?<=(?<![א-ת])(?:ו?ב|ה|בה|תאריך |בתאריך |עד ה|מה|מ|יום ראשון |יום שני |יום שלישי |יום רביעי |יום חמישי "
                    + "|יום שישי |יום שבת ))-?(\\d{1,2})\\.(\\d{1,2})(?![\\d%.]|,\\d|-\\d)" + NO_UNIT);
    private static final Pattern PADDED_DAY_DOT_MONTH =
            Pattern.compile(BEFORE + "(0[1-9]|[12]\\d|3[01])\\.(0[1-9])(?![\\d%.-]|,\\d)" + NO_UNIT);
    /** The day is beyond twelve and the month is none of the usual fractions: "עד 31.8". */
    private static final Pattern LATE_DAY_DOT_MONTH = Pattern.compile(
            "(?<=(?<![א-ת])(?:עד|לפני|אחרי|החל מ|ל) ?)-?(1[3-9]|2\\d|3[01])\\.(\\d{1,2})(?![\\d%.]|,\\d)" + NO_UNIT);

    private static final Pattern DAYS_OF_MONTH = Pattern.compile(
            BEFORE + "([12]?\\d|3[01])\\s?-\\s?([12]?\\d|3[01])(?= [בל](?:" + MONTH_NAMES + "|חודש)(?![א-ת]))");
    private static final Pattern DAY_OF_MONTH = Pattern.compile(
            BEFORE + "([12]?\\d|3[01])(?<join> |\\s[בל]-)(?=[בל]?(?:" + MONTH_NAMES + ")(?![א-ת])|[בל]חודש(?![א-ת]))");
    private static final Pattern MONTH_FIRST = Pattern.compile("^" + MONTH_NAMES);

    private HoursAndDates() {}

    static String spoken(String text) {
        var said = ALWAYS_OPEN.matcher(text).replaceAll("עשרים וארבע שבע");
        said = FLOOR_OF.matcher(said).replaceAll("$1 מתוך $2");
        said = ISO.matcher(said).replaceAll(found -> date(found, number(found, 3), number(found, 2), number(found, 1)));
        said = DAY_MONTH_YEAR
                .matcher(said)
                .replaceAll(found -> date(found, number(found, 1), number(found, 3), year(number(found, 4))));
        said = MONTH_YEAR
                .matcher(said)
                .replaceAll(found -> MONTHS.get(number(found, 1) - 1) + " " + feminine(number(found, 2)));
        said = DAY_MONTH.matcher(said).replaceAll(found -> date(found, number(found, 1), number(found, 2), 0));
        said = HOURS_WITH_DOTS
                .matcher(said)
                .replaceAll(found -> range(number(found, 1), number(found, 2), number(found, 3), number(found, 4)));
        said = hours(said, HOUR_WITH_DOT);
        said = DAY_DOT_MONTH.matcher(said).replaceAll(found -> date(found, number(found, 1), number(found, 2), 0));
        said = LATE_DAY_DOT_MONTH.matcher(said).replaceAll(found -> date(found, number(found, 1), number(found, 2), 0));
        said = PADDED_DAY_DOT_MONTH
                .matcher(said)
                .replaceAll(found -> date(found, number(found, 1), number(found, 2), 0));
        said = hours(said, HOURS);
        said = hours(said, ENGLISH_HOUR);
        said = HOURS_WITH_NAME.matcher(said).replaceAll(found -> range(number(found, 1), 0, number(found, 2), 0));
        said = hours(said, FULL_HOUR);
        said = DAYS_OF_MONTH.matcher(said).replaceAll(found -> day(number(found, 1)) + " עד " + day(number(found, 2)));
        var days = DAY_OF_MONTH.matcher(said);
        var whole = said;
        return days.replaceAll(found -> day(number(found, 1))
                + (MONTH_FIRST.matcher(whole.substring(found.end())).find()
                                && found.group("join").equals(" ")
                        ? " ב"
                        : found.group("join").replace("-", "")));
    }

    private static String hours(String text, Pattern pattern) {
        return pattern.matcher(text).replaceAll(found -> hours(found, text.substring(found.end())));
    }

    /** The first two groups with a value are an hour and its minute, the next two the end of a range. */
    private static String hours(MatchResult found, String rest) {
        var numbers = new ArrayList<Integer>();
        for (int group = 1; group <= found.groupCount(); group++) {
            var value = found.group(group);
            if (value != null && value.chars().allMatch(Character::isDigit)) {
                numbers.add(value.isEmpty() ? 0 : Integer.parseInt(value));
            }
        }
        if (numbers.size() >= 4) {
            return range(numbers.get(0), numbers.get(1), numbers.get(2), numbers.get(3));
        }
        int minute = numbers.size() > 1 ? numbers.get(1) : 0;
        boolean named = PART_OF_DAY.matcher(rest).find() || rest.startsWith(" עד ");
        var english = found.namedGroups().containsKey("part") ? found.group("part") : null;
        if (english == null) {
            return hour(numbers.get(0), minute, !named);
        }
        boolean morning = english.equalsIgnoreCase("a");
        return hour(numbers.get(0) % 12 + (morning ? 0 : 12), minute, !named) + (morning ? " בבוקר" : "");
    }

    /** From a morning to an afternoon nobody mistakes which half of the day is meant. */
    private static String range(int hour, int minute, int lastHour, int lastMinute) {
        boolean clear = hour < 12 && lastHour > 12 && lastHour < 21 && lastHour - 12 != hour;
        return hour(hour, minute, false) + " עד " + hour(lastHour, lastMinute, !clear);
    }

    private static String hour(int hour, int minute, boolean partOfDay) {
        int named = minute == 45 ? hour + 1 : hour;
        var name = feminine((named + 11) % 12 + 1);
        var part = partOfDay ? partOfDay(hour) : "";
        return switch (minute) {
            case 0 -> name + part;
            case 15 -> name + " ורבע" + part;
            case 30 -> name + " וחצי" + part;
            case 45 -> "רבע ל" + name + part;
            case 1 -> name + " ודקה" + part;
            case 2 -> name + " ושתי דקות" + part;
            case 5, 10 -> name + " ו" + feminine(minute) + " דקות" + part;
            default -> name + (minute % 10 == 0 || minute < 20 ? " ו" : " ") + feminine(minute) + part;
        };
    }

    /** Only the second half of the day is named: nobody looks at flats before dawn, and "עשר בבוקר" may follow anyway. */
    private static String partOfDay(int hour) {
        if (hour == 24 || hour == 0) {
            return " בלילה";
        }
        if (hour <= 12) {
            return "";
        }
        if (hour < 18) {
            return " אחר הצהריים";
        }
        return hour < 22 ? " בערב" : " בלילה";
    }

    private static String date(MatchResult found, int day, int month, int year) {
        try {
            LocalDate.of(year == 0 ? 2024 : year, month, day);
        } catch (DateTimeException e) {
            return java.util.regex.Matcher.quoteReplacement(found.group());
        }
        var spoken = day(day) + " ב" + MONTHS.get(month - 1);
        return year == 0 ? spoken : spoken + " " + feminine(year);
    }

    private static String day(int day) {
        return NumberSpeller.cardinal(day, Gender.MASCULINE, NumberSpeller.Form.ALONE);
    }

    private static String feminine(int number) {
        return NumberSpeller.cardinal(number, Gender.FEMININE, NumberSpeller.Form.ALONE);
    }

    private static int year(int written) {
        return written < 100 ? 2000 + written : written;
    }

    private static int number(MatchResult found, int group) {
        return Integer.parseInt(found.group(group));
    }
}
