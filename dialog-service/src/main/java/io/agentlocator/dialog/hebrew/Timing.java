package io.agentlocator.dialog.hebrew;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** When the caller needs the property, in the caller's words: מיד, תוך חודשיים, בקיץ, עד סוף השנה. */
final class Timing {

    private static final String MONTH =
            "(?:ינואר|פברואר|מרץ|מרס|אפריל|מאי|יוני|יולי|אוגוסט|ספטמבר|אוקטובר|נובמבר|דצמבר)";
    private static final String SEASON =
            "(?:קיץ|חורף|אביב|סתיו|חגים|חג|פסח|סוכות|חנוכה|פורים|ראש השנה|שבועות|חופש הגדול)";
    private static final String POINT =
            "(?:סוף השנה|סוף החודש|סוף הקיץ|תחילת השנה|אמצע השנה|שנה הבאה|השנה הבאה|חודש הבא|"
                    + "החודש הבא|שבוע הבא|השבוע הבא|החודש|השנה|השבוע|סוף השבוע|ראשון לחודש|אחד לחודש|" + "ה?" + SEASON
                    + "|" + MONTH
                    + ")";

    private static final List<Pattern> PATTERNS = List.of(
            DialogActs.words("(?:עד |לפני |אחרי |לקראת |סביב |באמצע |בסוף |בתחילת |מ|ל|ב|החל מ)?(?:ה)?" + POINT
                    + "(?: הקרובה| הקרובים| הקרוב| הבא| הבאה)?"),
            DialogActs.words(
                    "(?:כמה שיותר מהר|כמה שיותר מוקדם|הכי מהר שאפשר|הכי מהר|כמה שיותר|מייד|מיד|מיידי|מיידית|באופן מיידי|"
                            + "עכשיו|דחוף|בדחיפות|בהקדם האפשרי|בהקדם|בקרוב|כבר עכשיו|מחר|היום)"),
            DialogActs.words("(?:לא דחוף|לא ממהר|לא ממהרת|לא ממהרים|אין לחץ|אין לי לחץ|אין לנו לחץ|לא לחוץ|לא לחוצה|"
                    + "גמישים|גמיש|גמישה|לא בוער|אין דחיפות|מתי שיש|לא משנה)"));

    private Timing() {}

    /** @param asked whether the agent has just asked when: then a bare "חודשיים" is enough */
    static Optional<String> in(String text, boolean asked) {
        String line = HebrewText.line(text);
        List<String> words = HebrewText.words(text);
        Optional<Durations.Found> duration = Durations.in(words, false);
        String earliest = duration.map(Durations.Found::words).orElse(null);
        int at = duration.map(found -> characters(words, found.from())).orElse(Integer.MAX_VALUE);
        for (Pattern pattern : PATTERNS) {
            Matcher matcher = pattern.matcher(line);
            if (!matcher.find() || isGreeting(line, matcher)) {
                continue;
            }
            boolean says = matcher.start() < at
                    || matcher.start() == at
                            && earliest != null
                            && matcher.group().length() > earliest.length();
            if (says) {
                at = matcher.start();
                earliest = matcher.group();
            }
        }
        if (earliest == null && asked) {
            earliest = Durations.in(words, true).map(Durations.Found::words).orElse(null);
        }
        return Optional.ofNullable(earliest).map(said -> said.startsWith("ו") ? said.substring(1) : said);
    }

    /** The number of characters before this word in the line. */
    private static int characters(List<String> words, int word) {
        return words.subList(0, word).stream().mapToInt(one -> one.length() + 1).sum();
    }

    /** In a longer utterance "עכשיו" and "היום" are often mere filling ("אני מחפש היום דירה"), and "לא משנה" may be about anything. */
    private static boolean isGreeting(String line, Matcher matcher) {
        String words = matcher.group();
        boolean weak = words.equals("היום") || words.equals("לא משנה") || words.equals("מחר") || words.equals("עכשיו");
        return weak && HebrewText.words(line).size() > 3;
    }
}
