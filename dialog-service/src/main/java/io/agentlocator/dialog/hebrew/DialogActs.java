package io.agentlocator.dialog.hebrew;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** What an utterance does in the conversation (its dialogue act), besides the answers in it: agrees, says goodbye, wants a person. */
public final class DialogActs {

    private static final Set<String> BACKCHANNELS = Set.of(
            "אהה", "אה", "אהא", "אההה", "מממ", "ממ", "מהמ", "אמ", "אממ", "המ", "הממ", "כן", "אוקיי", "אוקי", "אוקיה",
            "בסדר", "טוב", "נכון", "הבנתי", "סבבה", "יופי", "אחלה", "בדיוק", "אהמ", "כו", "קן");
    private static final Set<String> YES = Set.of(
            "כן", "נכון", "בדיוק", "בטח", "ודאי", "כמובן", "מצוין", "מצויין", "אוקיי", "אוקי", "בסדר", "חיובי", "סבבה",
            "יאללה", "מתאים", "אשמח", "ברור", "מדויק", "מדוייק", "לגמרי", "אחלה", "יופי", "מושלם", "קן", "נכונ", "טוב");
    private static final Set<String> NO = Set.of("לא", "שלילי", "טעות", "ממש", "לו", "אין", "לאו");
    private static final Set<String> COURTESY =
            Set.of("תודה", "רבה", "בבקשה", "גם", "לך", "לכם", "שלום", "אין", "בעד", "מה", "על", "לא", "תודות", "מאוד");

    private static final Pattern FAREWELL =
            words("להתראות|ביי|בי ביי|באי|יום טוב|יום נעים|ערב טוב ותודה|לילה טוב|זה הכול|זה הכל|זהו תודה|תודה וזהו|"
                    + "אני צריך לסיים|אני צריכה לסיים|חייב לסיים|חייבת לסיים|סיימנו|נדבר אחר כך|שבוע טוב|שבת שלום|"
                    + "לעתראות|להיתראות");
    private static final Pattern PERSON =
            words("נציג|נציגה|בן אדם|בנאדם|בן אנוש|אדם אמיתי|מישהו אמיתי|מישהי אמיתית|אנושי|אנושית|"
                    + "עם מישהו|עם מישהי|עם מנהל|עם המנהל|עם מנהלת|מוקדן|מוקדנית");
    private static final Pattern WANTS = words(
            "לדבר|תעביר|תעבירי|תעבירו|להעביר|רוצה|אפשר|נציג|נציגה|אנושי|מבקש|מבקשת|תנו לי|תני לי|יש שם|צריך|צריכה|אדם");
    private static final Pattern NOT_INTERESTED = words(
            "לא מעוניין|לא מעוניינת|לא מעונין|לא מעונינת|לא מעוניינים|לא מתעניין|לא מתעניינת|תסירו אותי|תוריד אותי|"
                    + "תורידו אותי|להסיר אותי|תסירי אותי|הסירו אותי|הסר אותי|אל תתקשרו|אל תתקשרי|תפסיקו להתקשר|לא להתקשר|"
                    + "מספר לא נכון|טעות במספר|טעיתי במספר|עזבו אותי|עזבי אותי");
    private static final Pattern AGAIN = words(
            "לא שמעתי|לא שומע|לא שומעת|לא הבנתי|מה אמרת|מה אמרתם|מה שאלת|תחזרי על|תחזרי שוב|תחזור על|תחזרו על|אפשר לחזור על|שוב בבקשה|"
                    + "עוד פעם|סליחה מה|מה זאת אומרת|פעם נוספת");
    private static final Pattern HOLD_ON =
            words("רגע|שנייה|שניה|דקה|רק רגע|רגע אחד|חכי|חכו|תחכי|תחכו|שנייה אחת|רק שנייה|רגע רגע|רק שניה|שניה אחת");

    private DialogActs() {}

    /** A sound of listening ("אהה"), which needs no answer while the agent speaks. */
    public static boolean isBackchannel(String text) {
        List<String> words = HebrewText.words(text);
        return !words.isEmpty() && words.size() <= 3 && words.stream().allMatch(DialogActs::isBackchannelWord);
    }

    private static boolean isBackchannelWord(String word) {
        return BACKCHANNELS.contains(word) || word.matches("[אהמ]{2,}");
    }

    /** Whether the utterance is nothing but a yes or a no. */
    public static boolean isBareYesOrNo(String text) {
        List<String> words = HebrewText.words(text);
        return !words.isEmpty()
                && words.size() <= 3
                && words.stream().allMatch(word -> YES.contains(word) || NO.contains(word) || word.equals("תודה"))
                && yesOrNo(text) != YesOrNo.NEITHER;
    }

    /** Thanks and the like, which need no answer while the agent says goodbye. */
    public static boolean isCourtesy(String text) {
        List<String> words = HebrewText.words(text);
        return !words.isEmpty()
                && words.stream()
                        .allMatch(word -> COURTESY.contains(HebrewText.withoutParticle(word))
                                || COURTESY.contains(word)
                                || BACKCHANNELS.contains(word)
                                || isFarewell(word));
    }

    /** Yes or no, where the utterance begins with it; "לא יודע" is neither. */
    public static YesOrNo yesOrNo(String text) {
        List<String> words = HebrewText.words(text);
        if (words.isEmpty()) {
            return YesOrNo.NEITHER;
        }
        String line = String.join(" ", words);
        if (words("לא יודע|לא יודעת|לא בטוח|לא בטוחה|לא שמעתי|לא הבנתי|לא משנה")
                .matcher(line)
                .find()) {
            return YesOrNo.NEITHER;
        }
        if (words("לא נכון|ממש לא|זה לא|לא לא|אין בעיה|למה לא").matcher(line).find()) {
            return words("אין בעיה|למה לא").matcher(line).find() ? YesOrNo.YES : YesOrNo.NO;
        }
        for (String word : words.subList(0, Math.min(3, words.size()))) {
            if (NO.contains(word) && !word.equals("ממש") && !word.equals("אין")) {
                return YesOrNo.NO;
            }
            if (YES.contains(word)) {
                return YesOrNo.YES;
            }
        }
        return YesOrNo.NEITHER;
    }

    public static boolean isFarewell(String text) {
        String line = HebrewText.line(text);
        return FAREWELL.matcher(line).find() && HebrewText.words(line).size() <= 10;
    }

    /** Wants to talk to a person. */
    public static boolean wantsPerson(String text) {
        String line = HebrewText.line(text);
        if (!PERSON.matcher(line).find()) {
            return false;
        }
        return WANTS.matcher(line).find() || HebrewText.words(line).size() <= 3;
    }

    /** Does not want the offer, or wants no calls. */
    public static boolean isNotInterested(String text) {
        return NOT_INTERESTED.matcher(HebrewText.line(text)).find();
    }

    /** Asks the agent to repeat its last words. */
    public static boolean asksAgain(String text) {
        String line = HebrewText.line(text);
        return AGAIN.matcher(line).find() || line.equals("מה") || line.equals("הא") || line.equals("סליחה");
    }

    /** Asks the agent to wait, and says nothing else. */
    public static boolean asksToWait(String text) {
        String line = HebrewText.line(text);
        return HebrewText.words(line).size() <= 3 && HOLD_ON.matcher(line).matches();
    }

    /** A pattern of whole words, each with or without a leading ו. */
    static Pattern words(String alternatives) {
        return Pattern.compile("(?<=^| )ו?(?:" + alternatives + ")(?= |$)");
    }
}
