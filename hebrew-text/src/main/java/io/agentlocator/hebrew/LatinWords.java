package io.agentlocator.hebrew;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Words in Latin letters, written in Hebrew ones: a table first, then capitals letter by letter, then by rule.
 *
 * <p>The rules give what a Hebrew speaker can recognise, not the English sound; a name that matters belongs into
 * {@code latin.tsv}.
 */
final class LatinWords {

    /** Longer capitals are taken for a word. */
    private static final int LONGEST_SPELLED = 4;

    private static final Pattern TWO_WORDS = Pattern.compile("[A-Za-z]+[ -][A-Za-z]+");
    private static final Pattern WORD = Pattern.compile("[A-Za-z]+");
    private static final Pattern APOSTROPHE = Pattern.compile("(?<=[A-Za-z])['’׳](?=[A-Za-z])");
    private static final Pattern MARKED_LETTER = Pattern.compile("\\p{IsLatin}");
    private static final Pattern JOINED = Pattern.compile("(?<=[A-Za-z])[./](?=[A-Za-z])");
    private static final Pattern PREFIXED = Pattern.compile("(?<=(?<![א-ת])[ובלמהשכ]{1,2})-(?=[A-Za-z])");
    /** A letter before a figure or a Hebrew word, or behind one; K and M behind a figure are its thousands and millions. */
    private static final Pattern TOUCHING = Pattern.compile("(?<=[A-Za-z])[-_]?(?=[0-9א-ת])"
            + "|(?<=[0-9])[-_]?(?=[A-Za-z])(?![KkMm](?![A-Za-zא-ת]))|(?<=[א-ת]{2})-?(?=[A-Za-z])");

    private static final Map<String, String> TABLE = table();
    private static final List<String> NAMES = List.of(
            "איי", "בי", "סי", "די", "אי", "אף", "ג׳י", "אייץ׳", "איי", "ג׳יי", "קיי", "אל", "אם", "אן", "או", "פי",
            "קיו", "אר", "אס", "טי", "יו", "וי", "דאבליו", "אקס", "וואי", "זד");
    private static final Map<String, String> GROUPS = Map.ofEntries(
            Map.entry("tion", "שן"),
            Map.entry("sch", "ש"),
            Map.entry("sh", "ש"),
            Map.entry("ch", "צ׳"),
            Map.entry("th", "ת"),
            Map.entry("ph", "פ"),
            Map.entry("ck", "ק"),
            Map.entry("qu", "קוו"),
            Map.entry("ee", "י"),
            Map.entry("ea", "י"),
            Map.entry("oo", "ו"),
            Map.entry("ou", "או"),
            Map.entry("ai", "יי"),
            Map.entry("ay", "יי"),
            Map.entry("ei", "יי"),
            Map.entry("ey", "י"),
            Map.entry("ow", "או"),
            Map.entry("tz", "צ"),
            Map.entry("ts", "צ"),
            Map.entry("zh", "ז׳"),
            Map.entry("kh", "ח"));
    /** The letters whose sound does not depend on their place. */
    private static final Map<Character, String> LETTERS = Map.ofEntries(
            Map.entry('b', "ב"),
            Map.entry('d', "ד"),
            Map.entry('f', "פ"),
            Map.entry('g', "ג"),
            Map.entry('h', "ה"),
            Map.entry('j', "ג׳"),
            Map.entry('k', "ק"),
            Map.entry('l', "ל"),
            Map.entry('m', "מ"),
            Map.entry('n', "נ"),
            Map.entry('p', "פ"),
            Map.entry('q', "ק"),
            Map.entry('r', "ר"),
            Map.entry('s', "ס"),
            Map.entry('t', "ט"),
            Map.entry('x', "קס"),
            Map.entry('y', "י"),
            Map.entry('z', "ז"));

    private static final Map<Character, Character> FINALS = Map.of('כ', 'ך', 'מ', 'ם', 'נ', 'ן', 'צ', 'ץ');

    private LatinWords() {}

    /** Letters with marks become plain ones. */
    static String plain(String text) {
        var plain = MARKED_LETTER
                .matcher(text)
                .replaceAll(found -> Normalizer.normalize(found.group(), Normalizer.Form.NFKD)
                        .replaceAll("[^A-Za-z]", ""));
        return APOSTROPHE.matcher(plain).replaceAll("");
    }

    /** A letter that touches a figure or a Hebrew word is set apart; a Hebrew prefix stays with its word. */
    static String apart(String text) {
        var said = PREFIXED.matcher(JOINED.matcher(text).replaceAll(" ")).replaceAll("");
        return TOUCHING.matcher(said).replaceAll(" ");
    }

    static String spoken(String text) {
        var said = TWO_WORDS.matcher(text).replaceAll(found -> {
            var pair = TABLE.get(found.group().replace('-', ' ').toLowerCase(Locale.ROOT));
            return pair == null ? found.group() : pair;
        });
        return WORD.matcher(said).replaceAll(found -> word(found.group()));
    }

    /** One word of Latin letters. */
    static String word(String word) {
        var listed = TABLE.get(word.toLowerCase(Locale.ROOT));
        if (listed != null) {
            return listed;
        }
        boolean capitals = word.equals(word.toUpperCase(Locale.ROOT));
        boolean vowels = word.toLowerCase(Locale.ROOT).chars().anyMatch(letter -> "aeiouy".indexOf(letter) >= 0);
        return word.length() == 1 || (capitals && word.length() <= LONGEST_SPELLED) || !vowels
                ? spelled(word)
                : byRule(word.toLowerCase(Locale.ROOT));
    }

    private static String spelled(String word) {
        var names = new ArrayList<String>();
        word.toLowerCase(Locale.ROOT).chars().forEach(letter -> names.add(NAMES.get(letter - 'a')));
        return String.join(" ", names);
    }

    private static String byRule(String word) {
        var said = new StringBuilder();
        int at = 0;
        while (at < word.length()) {
            int length = groupLength(word, at);
            if (length > 0) {
                var group = GROUPS.getOrDefault(word.substring(at, at + length), "");
                said.append(said.isEmpty() && "וי".indexOf(group.charAt(0)) >= 0 ? "א" : "")
                        .append(group);
                at += length;
                continue;
            }
            char letter = word.charAt(at);
            boolean doubled = at > 0 && word.charAt(at - 1) == letter && "aeiou".indexOf(letter) < 0;
            if (!doubled) {
                said.append(letter(word, at));
            }
            at++;
        }
        int last = said.length() - 1;
        if (last > 0) {
            said.setCharAt(last, FINALS.getOrDefault(said.charAt(last), said.charAt(last)));
        }
        return said.isEmpty() ? spelled(word) : said.toString();
    }

    private static String letter(String word, int at) {
        char letter = word.charAt(at);
        boolean first = at == 0;
        boolean last = at == word.length() - 1;
        char next = last ? 0 : word.charAt(at + 1);
        return switch (letter) {
            case 'a' -> last ? "ה" : "א";
            case 'e' -> first ? "א" : "";
            case 'i' -> first ? "אי" : "י";
            case 'o', 'u' -> first ? "או" : "ו";
            case 'c' -> "eiy".indexOf(next) >= 0 && next != 0 ? "ס" : "ק";
            case 'w', 'v' -> last ? "ב" : first ? "ו" : "וו";
            default -> LETTERS.getOrDefault(letter, "");
        };
    }

    /** The length of the group that begins there; 0 for none. */
    private static int groupLength(String word, int at) {
        for (int length = 4; length >= 2; length--) {
            if (at + length <= word.length() && GROUPS.containsKey(word.substring(at, at + length))) {
                return length;
            }
        }
        return 0;
    }

    private static Map<String, String> table() {
        var table = new HashMap<String, String>();
        for (var row : Tables.resource("latin.tsv")) {
            table.put(row.get(0).toLowerCase(Locale.ROOT), row.get(1));
        }
        return Map.copyOf(table);
    }
}
