package io.agentlocator.dialog.hebrew;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds the caller's name. Words that cannot be a name are refused: a greeting, "customer", a verb. */
final class Names {

    private static final Pattern INTRODUCED = Pattern.compile(
            "(?<=^| )(?<!את )(?:קוראים לי|קורים לי|כוראים לי|שמי הוא|שמי|השם שלי הוא|השם שלי זה|השם שלי|השם הוא|השם|שם מלא|"
                    + "לי קוראים|מדברת|מדבר|כאן|נעים מאוד אני|על שם)"
                    + " (?<rest>.+)$");
    private static final Pattern I_AM = Pattern.compile("(?<=^| )(?:אני|זה|זאת|שלום) (?<rest>.+)$");
    private static final Pattern BEFORE =
            Pattern.compile("^(?:(?:כן|בטח|בשמחה|שלום|היי|אז|אה|אהה|אוקיי|אוקי|טוב|בסדר|זה|זאת|הוא|השם) )+");

    /** The introductions that are also found by their sound. שמי is too short for that: סמי is a name. */
    private static final List<String> INTRODUCTIONS = List.of("קוראים לי", "השם שלי", "לי קוראים");

    private static final double MISSPELT = 0.2;
    private static final double MISSPELT_ASKED = 0.32;
    private static final int MOST_WORDS = 3;

    /** A final letter within a word, or a letter three times: no Hebrew word is spelt so. */
    private static final Pattern NO_WORD = Pattern.compile("[ךםןףץ][א-ת]|(.)\\1\\1");

    private static final Set<String> TIMES = Set.of(
            "יום", "יומיים", "ימים", "שבוע", "שבועיים", "שבועות", "חודש", "חודשיים", "חודשים", "שנה", "שנתיים", "שנים");

    /** Words that are no names, and at which a name ends. */
    private static final Set<String> NOT_NAMES = Set.of("""
            לקוח לקוחה לקוחות שלום היי הלו כן לא תודה רבה אין יש מה למה מי איפה מתי כמה איך רגע שנייה שניה
            דקה בבקשה אוקיי אוקי בסדר טוב אני אתה את אנחנו הוא היא זה זאת לי שלי שם השם בלי אנונימי לקנות
            לשכור למכור להשכיר מחפש מחפשת מחפשים רוצה רוצים צריך צריכה מעוניין מעוניינת קונה מתקשר מתקשרת
            מדבר מדברת דירה בית חדר חדרים שקל מיליון אלף והטלפון טלפון הטלפון מספר המספר והמספר פרטי חסוי
            יודע יודעת אמרתי כבר לומר להגיד חשוב משנה צריכים אפשר לדבר עם על של גם רק בכלל עוד פה כאן נכון
            אחרי לפני בוקר ערב צהריים ביי להתראות ב מ ל גר גרה וגם ואני סליחה מהרשימה אהה אה מממ בעצם אולי
            לעזור מעדיף מעדיפה נציג נציגה מיד עכשיו היום מחר""".split("\\s+"));

    private final Set<String> firstNames;

    Names() {
        this(WordLists.read("first_names_he.txt"));
    }

    Names(List<String> firstNames) {
        this.firstNames = Set.copyOf(firstNames);
    }

    /** A name with an introduction before it, or a common first name, whether it was asked for or not. */
    Optional<String> introduced(String text) {
        String line = HebrewText.line(text);
        Optional<String> misspelt = carried(line, MISSPELT).filter(this::beginsWithFirstName);
        Matcher introduction = INTRODUCED.matcher(line);
        if (introduction.find()) {
            boolean loose = introduction.group().startsWith("כאן")
                    || introduction.group().startsWith("מדבר")
                    || introduction.group().startsWith("על שם");
            Optional<String> name = leading(introduction.group("rest"));
            // "כאן" and the like introduce much else than a name.
            boolean known = name.filter(this::beginsWithFirstName).isPresent();
            if (known || !loose && misspelt.isEmpty()) {
                return name;
            }
        }
        if (misspelt.isPresent()) {
            return misspelt;
        }
        Matcher iAm = I_AM.matcher(line);
        return iAm.find() ? leading(iAm.group("rest")).filter(this::beginsWithFirstName) : Optional.empty();
    }

    /**
     * The answer to "what is your name": also a bare name that the list does not have, unless something speaks against it.
     * Empty where it is no name, so that the agent asks again.
     */
    Optional<String> asked(String text) {
        Optional<String> introduced = introduced(text);
        if (introduced.isPresent()) {
            return introduced;
        }
        String line =
                BEFORE.matcher(HebrewText.line(text) + " ").replaceFirst("").strip();
        if (line.startsWith("אני ")) {
            line = line.substring(4);
        }
        Optional<String> carried = carried(line, MISSPELT_ASKED);
        if (carried.isPresent()) {
            return carried;
        }
        Optional<String> name = leading(line);
        List<String> words = HebrewText.words(line);
        boolean known = name.filter(this::beginsWithFirstName).isPresent();
        if (words.isEmpty() || words.size() > 5 || !known && words.size() > MOST_WORDS) {
            return Optional.empty();
        }
        return name.filter(found -> known || found.split(" ").length == words.size() || endsPolitely(found, words));
    }

    /** Words behind an unknown name must be none that make a sentence of it. */
    private static boolean endsPolitely(String name, List<String> words) {
        return words.subList(name.split(" ").length, words.size()).stream()
                .allMatch(word -> word.equals("תודה") || word.equals("בבקשה") || word.equals("כן"));
    }

    /** The name behind an introduction that is misspelt. */
    private Optional<String> carried(String line, double far) {
        List<String> words = HebrewText.words(line);
        for (String phrase : INTRODUCTIONS) {
            Optional<String> name = CarrierPhrases.find(words, phrase, far)
                    .flatMap(found -> leading(String.join(" ", words.subList(found.to(), words.size()))));
            if (name.isPresent()) {
                return name;
            }
        }
        return Optional.empty();
    }

    private boolean beginsWithFirstName(String name) {
        return firstNames.contains(name.split(" ")[0]);
    }

    /** Up to three words from the start that can be a name. */
    private Optional<String> leading(String line) {
        var name = new StringBuilder();
        int count = 0;
        for (String word : HebrewText.words(line)) {
            boolean number = count > 0 && HebrewNumbers.isNumberWord(word);
            if (!possible(word) || number || count == 3) {
                break;
            }
            name.append(count == 0 ? firstName(word) : " " + word);
            count++;
        }
        return count == 0 ? Optional.empty() : Optional.of(name.toString());
    }

    private boolean possible(String word) {
        if (firstNames.contains(word)) {
            return true;
        }
        return word.matches("[א-ת'\"]{2,}")
                && !NOT_NAMES.contains(word)
                && !NO_WORD.matcher(word).find()
                && !TIMES.contains(word);
    }

    /** A known name that is spelt as it sounds, or with an א for a vowel that is not written: דאני for דני. */
    private String firstName(String word) {
        if (firstNames.contains(word)) {
            return word;
        }
        String plain = plain(word);
        List<String> same =
                firstNames.stream().filter(known -> plain(known).equals(plain)).toList();
        return same.size() == 1 ? same.getFirst() : word;
    }

    private static String plain(String name) {
        String folded = HebrewPhonetics.fold(name);
        return folded.length() < 3
                ? folded
                : folded.charAt(0)
                        + folded.substring(1, folded.length() - 1).replace("א", "")
                        + folded.charAt(folded.length() - 1);
    }
}
