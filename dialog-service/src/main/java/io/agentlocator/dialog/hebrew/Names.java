package io.agentlocator.dialog.hebrew;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A caller's name. What cannot be one is refused: a greeting, "customer", a verb. */
public final class Names {

    private static final Pattern INTRODUCED = Pattern.compile(
            "(?<=^| )(?<!את )(?:קוראים לי|קורים לי|כוראים לי|שמי הוא|שמי|השם שלי הוא|השם שלי זה|השם שלי|השם הוא|השם|שם מלא|"
                    + "לי קוראים|מדברת|מדבר|כאן|נעים מאוד אני|על שם)"
                    + " (?<rest>.+)$");
    private static final Pattern I_AM = Pattern.compile("(?<=^| )(?:אני|זה|זאת|שלום) (?<rest>.+)$");
    private static final Pattern BEFORE =
            Pattern.compile("^(?:(?:כן|בטח|בשמחה|שלום|היי|אז|אה|אהה|אוקיי|אוקי|טוב|בסדר|זה|זאת|הוא|השם) )+");

    /** Words at which a name ends, or which are none. */
    private static final Set<String> NOT_NAMES = Set.of(
            "לקוח",
            "לקוחה",
            "לקוחות",
            "שלום",
            "היי",
            "הלו",
            "כן",
            "לא",
            "תודה",
            "רבה",
            "אין",
            "יש",
            "מה",
            "למה",
            "מי",
            "איפה",
            "מתי",
            "כמה",
            "איך",
            "רגע",
            "שנייה",
            "שניה",
            "דקה",
            "בבקשה",
            "אוקיי",
            "אוקי",
            "בסדר",
            "טוב",
            "אני",
            "אתה",
            "את",
            "אנחנו",
            "הוא",
            "היא",
            "זה",
            "זאת",
            "לי",
            "שלי",
            "שם",
            "השם",
            "בלי",
            "אנונימי",
            "לקנות",
            "לשכור",
            "למכור",
            "להשכיר",
            "מחפש",
            "מחפשת",
            "מחפשים",
            "רוצה",
            "רוצים",
            "צריך",
            "צריכה",
            "מעוניין",
            "מעוניינת",
            "קונה",
            "מתקשר",
            "מתקשרת",
            "מדבר",
            "מדברת",
            "דירה",
            "בית",
            "חדר",
            "חדרים",
            "שקל",
            "מיליון",
            "אלף",
            "והטלפון",
            "טלפון",
            "הטלפון",
            "מספר",
            "המספר",
            "והמספר",
            "פרטי",
            "חסוי",
            "יודע",
            "יודעת",
            "אמרתי",
            "כבר",
            "לומר",
            "להגיד",
            "חשוב",
            "משנה",
            "צריכים",
            "אפשר",
            "לדבר",
            "עם",
            "על",
            "של",
            "גם",
            "רק",
            "בכלל",
            "עוד",
            "פה",
            "כאן",
            "נכון",
            "אחרי",
            "לפני",
            "בוקר",
            "ערב",
            "צהריים",
            "ביי",
            "להתראות",
            "ב",
            "מ",
            "ל",
            "גר",
            "גרה",
            "וגם",
            "ואני",
            "סליחה",
            "מהרשימה",
            "אהה",
            "אה",
            "מממ",
            "בעצם",
            "אולי",
            "לעזור",
            "מעדיף",
            "מעדיפה",
            "נציג",
            "נציגה",
            "מיד",
            "עכשיו",
            "היום",
            "מחר");

    private final Set<String> firstNames;

    public Names() {
        this(WordLists.read("first_names_he.txt"));
    }

    Names(List<String> firstNames) {
        this.firstNames = Set.copyOf(firstNames);
    }

    /** A name that the caller gave unasked or asked, by an introduction or a name that is widely known. */
    public Optional<String> introduced(String text) {
        String line = HebrewText.line(text);
        Matcher introduction = INTRODUCED.matcher(line);
        if (introduction.find()) {
            boolean loose = introduction.group().startsWith("כאן")
                    || introduction.group().startsWith("מדבר")
                    || introduction.group().startsWith("על שם");
            Optional<String> name = leading(introduction.group("rest"));
            // "כאן" and the like introduce much else than a name.
            return loose ? name.filter(this::beginsWithFirstName) : name;
        }
        Matcher iAm = I_AM.matcher(line);
        return iAm.find() ? leading(iAm.group("rest")).filter(this::beginsWithFirstName) : Optional.empty();
    }

    /** The answer to "what is your name": also a bare one that no list knows. */
    public Optional<String> asked(String text) {
        Optional<String> introduced = introduced(text);
        if (introduced.isPresent()) {
            return introduced;
        }
        String line =
                BEFORE.matcher(HebrewText.line(text) + " ").replaceFirst("").strip();
        if (line.startsWith("אני ")) {
            line = line.substring(4);
        }
        List<String> words = HebrewText.words(line);
        return words.isEmpty() || words.size() > 5 ? Optional.empty() : leading(line);
    }

    private boolean beginsWithFirstName(String name) {
        return firstNames.contains(name.split(" ")[0]);
    }

    /** Up to three words from the start that can be a name. */
    private static Optional<String> leading(String line) {
        var name = new StringBuilder();
        int count = 0;
        for (String word : HebrewText.words(line)) {
            boolean possible = word.matches("[א-ת'\"]{2,}") && !NOT_NAMES.contains(word);
            boolean number = count > 0 && HebrewNumbers.isNumberWord(word);
            if (!possible || number || count == 3) {
                break;
            }
            name.append(count == 0 ? "" : " ").append(word);
            count++;
        }
        return count == 0 ? Optional.empty() : Optional.of(name.toString());
    }
}
