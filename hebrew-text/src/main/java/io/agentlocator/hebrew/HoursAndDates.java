package io.agentlocator.hebrew;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Hours and dates as they are said: "רבע לאחת עשרה", "חמישה עשר במרץ". */
final class HoursAndDates {

    private static final List<String> MONTHS = List.of(
            "ינואר", "פברואר", "מרץ", "אפריל", "מאי", "יוני", "יולי", "אוגוסט", "ספטמבר", "אוקטובר", "נובמבר", "דצמבר");
    private static final String JOINED = "(?:(?<=(?<![א-ת])[ובלמהשכ]{1,3})-)?";
    private static final String BEFORE = "(?<![\\d.,/:A-Za-z])" + JOINED;
    private static final String HOUR = "([01]?\\d|2[0-4]):([0-5]\\d)(?::[0-5]\\d)?";
    private static final Pattern HOURS = Pattern.compile(BEFORE + HOUR + "(?:\\s?-\\s?" + HOUR + ")?(?![\\d:])");
    private static final Pattern FULL_HOUR =
            Pattern.compile("(?<=(?:^|[^א-ת])[בלמוהכש]{0,2}שעה )([01]?\\d|2[0-4])(?![\\d:./,%]|\\s?-\\s?\\d)");
    private static final Pattern ALWAYS_OPEN = Pattern.compile("(?<![\\d/])24/7(?![\\d/])");
    private static final Pattern FLOOR_OF = Pattern.compile("(?<=קומה )(\\d{1,2})\\s?/\\s?(\\d{1,2})(?![\\d/])");
    private static final Pattern ISO = Pattern.compile(BEFORE + "(\\d{4})-(\\d{2})-(\\d{2})(?![\\d-])");
    private static final Pattern DAY_MONTH_YEAR =
            Pattern.compile(BEFORE + "(\\d{1,2})([./-])(\\d{1,2})\\2(\\d{4}|\\d{2})(?!\\d|[./]\\d)");
    private static final Pattern DAY_MONTH = Pattern.compile(BEFORE + "(\\d{1,2})/(\\d{1,2})(?!\\d|/)");
    private static final Pattern DAY_DOT_MONTH =
            Pattern.compile("(?<=(?<![א-ת])(?:ב|ה|בה|תאריך |בתאריך |עד ה|מה))-?(\\d{1,2})\\.(\\d{1,2})(?![\\d%.]|,\\d)"
                    + "(?!\\s?[₪$€%])(?!\\s(?:אלף|מיליון|מיליארד|חדרים|אחוז|מטר|דונם|קילומטר|שעות|שנים))");
    private static final Pattern DAY_OF_MONTH =
            Pattern.compile(BEFORE + "([12]?\\d|3[01])(?= [בל](?:" + String.join("|", MONTHS) + "|מרס|חודש)(?![א-ת]))");

    private HoursAndDates() {}

    static String spoken(String text) {
        var said = ALWAYS_OPEN.matcher(text).replaceAll("עשרים וארבע שבע");
        said = FLOOR_OF.matcher(said).replaceAll("$1 מתוך $2");
        said = ISO.matcher(said).replaceAll(found -> date(found, number(found, 3), number(found, 2), number(found, 1)));
        said = DAY_MONTH_YEAR
                .matcher(said)
                .replaceAll(found -> date(found, number(found, 1), number(found, 3), year(number(found, 4))));
        said = DAY_MONTH.matcher(said).replaceAll(found -> date(found, number(found, 1), number(found, 2), 0));
        said = DAY_DOT_MONTH.matcher(said).replaceAll(found -> date(found, number(found, 1), number(found, 2), 0));
        said = HOURS.matcher(said).replaceAll(HoursAndDates::hours);
        said = FULL_HOUR.matcher(said).replaceAll(found -> hour(number(found, 1), 0, true));
        return DAY_OF_MONTH.matcher(said).replaceAll(found -> day(number(found, 1)));
    }

    private static String hours(MatchResult found) {
        boolean range = found.group(3) != null;
        var from = hour(number(found, 1), number(found, 2), !range);
        return range ? from + " עד " + hour(number(found, 3), number(found, 4), true) : from;
    }

    private static String hour(int hour, int minute, boolean partOfDay) {
        int named = minute == 45 ? hour + 1 : hour;
        var name = NumberSpeller.cardinal((named + 11) % 12 + 1, Gender.FEMININE, NumberSpeller.Form.ALONE);
        var part = partOfDay ? partOfDay(hour) : "";
        return switch (minute) {
            case 0 -> name + part;
            case 15 -> name + " ורבע" + part;
            case 30 -> name + " וחצי" + part;
            case 45 -> "רבע ל" + name + part;
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
