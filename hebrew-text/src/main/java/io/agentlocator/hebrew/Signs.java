package io.agentlocator.hebrew;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Signs that have words of their own, and the Latin short forms of units and currencies. */
final class Signs {

    private record Sign(Pattern written, String spoken) {
        static Sign of(String written, String spoken) {
            return new Sign(Pattern.compile(written), spoken);
        }
    }

    private static final String NUMBER = "\\d[\\d,]*(?:\\.\\d+)?";
    private static final String OF_WHAT =
            "\\s(?:(?:שעה|יום|שנה|דונם|מיליון|אחוז|קילו|דירה|חודש|מגרש|שבוע|כוס)(?![א-ת])|מה[א-ת]+)";
    private static final Sign[] BEFORE_NUMBERS = {
        Sign.of("(?<=[A-Za-z])\\s?&\\s?(?=[A-Za-z])", " and "),
        Sign.of("(?<=\\d)\\s?½", ".5"),
        Sign.of("½\\s?(?=\\d)", "0.5 "),
        Sign.of("½", "0.5"),
        Sign.of("(?<=\\d)\\s?¼", " ורבע"),
        Sign.of("(?<=\\d)\\s?¾", " ושלושה רבעים"),
        Sign.of("(?<=\\d)\\s?⅓", " ושליש"),
        Sign.of("(?<=\\d)\\s?⅔", " ושני שלישים"),
        Sign.of("¼|(?<![\\d/.,])(?<!ב-|ה-|ל-|עד )1/4(?=" + OF_WHAT + ")", "רבע"),
        Sign.of("¾|(?<![\\d/.,])(?<!ב-|ה-|ל-|עד )3/4(?=" + OF_WHAT + ")", "שלושת רבעי"),
        Sign.of("⅓|(?<![\\d/.,])(?<!ב-|ה-|ל-|עד )1/3(?=" + OF_WHAT + ")", "שליש"),
        Sign.of("⅔|(?<![\\d/.,])(?<!ב-|ה-|ל-|עד )2/3(?=" + OF_WHAT + ")", "שני שלישים"),
        Sign.of("(?<=\\d) 1/2(?![\\d/])", ".5"),
        Sign.of("(?<![\\d/.,])1/2(?=" + OF_WHAT + ")", "0.5"),
        Sign.of("(?<=\\d)\\s?[×xX*]\\s?(?=\\d)", " על "),
        Sign.of("(?<![\\d%])%(" + NUMBER + ")(?!\\s?%|\\d)", "$1%"),
        Sign.of("£\\s?(" + NUMBER + ")|(" + NUMBER + ")\\s?£", "$1$2 פאונד"),
        Sign.of("[~≈]\\s?(?=[₪$€]?\\d)", "בערך "),
        Sign.of("≥\\s?(?=[₪$€]?\\d)", "לפחות "),
        Sign.of("≤\\s?(?=[₪$€]?\\d)", "עד "),
        Sign.of(">\\s?(?=[₪$€]?\\d)", "מעל "),
        Sign.of("<\\s?(?=[₪$€]?\\d)", "מתחת ל-"),
        Sign.of("(?:#|№)\\s?(?=\\d)", "מספר "),
        Sign.of("±\\s?(?=\\d)", "פלוס מינוס "),
        Sign.of("°\\s?[Cc]?(?![A-Za-z])", " מעלות"),
        Sign.of("(?:\\bm2|\\bm²|מ²|(?<=[\\dא-ת ])מ\\^2|\\bsqm|\\bSQM)(?![A-Za-z\\d])", " מ״ר"),
        Sign.of("(?<=\\d)\\s?(?:m2|m²|sqm|SQM|מ2)(?![A-Za-z\\dא-ת])", " מ״ר"),
        Sign.of("(?<=\\d)\\s?(?:km|KM|Km)(?![A-Za-z])", " ק״מ"),
        Sign.of("(?<=\\d)\\s?(?:cm|CM)(?![A-Za-z])", " ס״מ"),
        Sign.of("(?<=\\d)\\s?(?:mm|MM)(?![A-Za-z])", " מ״מ"),
        Sign.of("(?<=\\d)\\s?(?:kg|KG|Kg)(?![A-Za-z])", " ק״ג"),
        Sign.of("(?<=\\d)\\s?שח(?![א-ת״׳])", " ₪"),
        Sign.of("(?<![א-ת])ק['׳](?=\\s?\\d)", "קומה"),
        Sign.of("(?<=\\d)\\s?(?:NIS|ILS|nis)(?![A-Za-z])", " ₪"),
        Sign.of("(?<![A-Za-z])(?:NIS|ILS)\\s?(?=\\d)", "₪"),
        Sign.of("(?<=\\d)\\s?USD(?![A-Za-z])", " $"),
        Sign.of("(?<![A-Za-z])USD\\s?(?=\\d)", "$"),
        Sign.of("(?<=\\d)\\s?EUR(?![A-Za-z])", " €"),
        Sign.of("(?<![A-Za-z])EUR\\s?(?=\\d)", "€"),
    };
    private static final Sign[] BETWEEN = {
        Sign.of("(?<=[₪$€%]|רבוע|קילומטר|שקל|שקלים|דולר)\\s?/\\s?(?=[א-ת])", " ל"),
        Sign.of(
                "(?<=רחוב [א-ת]{2,12} |שדרות [א-ת]{2,12} |דרך [א-ת]{2,12} )(\\d{1,3}) ?/ ?(\\d{1,3})(?![\\d/])",
                "$1 דירה $2"),
    };
    private static final Sign[] ALONE = {
        Sign.of("₪", " שקלים "),
        Sign.of("\\$", " דולר "),
        Sign.of("€", " אירו "),
        Sign.of("£", " פאונד "),
        Sign.of("%", " אחוז "),
        Sign.of("\\s*&\\s*", " ו"),
        Sign.of("\\+", " פלוס "),
        Sign.of("=", " שווה "),
        Sign.of("÷", " לחלק ל"),
        Sign.of("×", " כפול "),
        Sign.of("@", " שטרודל "),
    };

    private Signs() {}

    /** What changes the figures around it. */
    static String beforeNumbers(String text) {
        return spoken(text, BEFORE_NUMBERS);
    }

    /** A slash between a price and its unit, or between a house and a flat. */
    static String between(String text) {
        return spoken(text, BETWEEN);
    }

    /** What is left when the numbers have been read. */
    static String alone(String text) {
        return spoken(text, ALONE);
    }

    private static String spoken(String text, Sign[] signs) {
        var said = text;
        for (var sign : signs) {
            said = sign.written().matcher(said).replaceAll(found -> {
                var spoken = sign.spoken();
                for (int group = 1; group <= found.groupCount(); group++) {
                    spoken = spoken.replace("$" + group, found.group(group) == null ? "" : found.group(group));
                }
                return Matcher.quoteReplacement(spoken);
            });
        }
        return said;
    }
}
