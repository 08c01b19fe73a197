package io.agentlocator.speechmodels.hebrew;

import io.agentlocator.hebrew.SpokenHebrew;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Turns Hebrew text into the phonemes that the voice speaks: figures into words by {@link SpokenHebrew}; words with
 * points by their points; words without by the list; a listed word behind prefixes (ו ה ב ל מ ש כ) with them; the rest
 * by rules that guess. Immutable, safe for all threads.
 */
public final class HebrewPhonemes {

    private static final Pattern TOKEN = Pattern.compile("(?<word>[א-ת](?:[א-ת\\u05B0-\\u05BD\\u05BF-\\u05C7'׳’]"
            + "|[\"״”“](?=[א-ת]))*)(?<joined>[\\u05BE-])?|(?<latin>[A-Za-z]+)|(?<mark>[,.?!;:…—])|(?<dash>\\s[-–]\\s)");
    private static final SpokenHebrew WRITTEN = new SpokenHebrew();
    private static final int MOST_PREFIXES = 3;

    private static final Map<Character, String> PREFIXES =
            Map.of('ו', "ve", 'ה', "ha", 'ב', "be", 'ל', "le", 'מ', "mi", 'ש', "she", 'כ', "ke");

    /** Before these the m of "from" has an e. */
    private static final String GUTTURALS = "אהחער";

    private final WordList words;

    private HebrewPhonemes(WordList words) {
        this.words = words;
    }

    /** With the word list of this library. */
    public static HebrewPhonemes standard() {
        return new HebrewPhonemes(WordList.shipped());
    }

    /**
     * With more words, which come before those already known: the names of a business, its streets and people.
     *
     * @param lines {@code word<TAB>sound}, the sound being the word with points or Latin letters
     * @throws IllegalArgumentException naming the first line that cannot be read
     */
    public HebrewPhonemes with(String lines) {
        return new HebrewPhonemes(WordList.parse(lines).before(words));
    }

    /** The phonemes of a text, with its punctuation; empty when there is nothing to say. */
    public String of(String text) {
        List<Token> tokens = tokens(text);
        StringBuilder phonemes = new StringBuilder();
        boolean attach = false;
        for (int i = 0; i < tokens.size(); i++) {
            Token token = tokens.get(i);
            if (token.kind == Kind.MARK) {
                boolean follows = !phonemes.isEmpty() && Character.isLetter(phonemes.charAt(phonemes.length() - 1));
                phonemes.append(follows ? token.text : "");
                attach = false;
                continue;
            }
            Optional<String> together = i + 1 < tokens.size() ? together(token, tokens.get(i + 1)) : Optional.empty();
            String sound;
            if (together.isPresent()) {
                sound = together.get();
                i++;
            } else {
                sound = switch (token.kind) {
                    case LATIN -> LatinReader.read(token.text);
                    case PREFIX -> prefixes(token.text, "");
                    case WORD, MARK -> word(token.text);
                };
            }
            phonemes.append(phonemes.isEmpty() || attach ? "" : " ").append(Notation.toIpa(sound));
            attach = together.isEmpty() && token.kind == Kind.PREFIX;
        }
        return phonemes.toString();
    }

    private enum Kind {
        WORD,
        /** Prefix letters that a hyphen joins to what follows. */
        PREFIX,
        LATIN,
        MARK
    }

    private record Token(Kind kind, String text) {}

    private static List<Token> tokens(String text) {
        List<Token> tokens = new ArrayList<>();
        boolean figures = text.chars().anyMatch(character -> character >= '0' && character <= '9');
        Matcher found = TOKEN.matcher(figures ? WRITTEN.speakable(text) : text);
        while (found.find()) {
            if (found.group("word") != null) {
                String word = found.group("word");
                boolean prefix = found.group("joined") != null && isPrefixes(word);
                tokens.add(new Token(prefix ? Kind.PREFIX : Kind.WORD, word));
            } else if (found.group("latin") != null) {
                tokens.add(new Token(Kind.LATIN, found.group("latin")));
            } else {
                tokens.add(new Token(Kind.MARK, found.group("mark") == null ? "," : found.group("mark")));
            }
        }
        return tokens;
    }

    /** Two words that the list holds together: they sound otherwise than each alone. */
    private Optional<String> together(Token first, Token second) {
        return first.kind == Kind.WORD && second.kind == Kind.WORD
                ? listed(first.text + " " + second.text)
                : Optional.empty();
    }

    /** How one word sounds, in {@link Notation}. */
    String word(String written) {
        String word = written;
        while (!word.isEmpty()
                && HebrewLetters.isGeresh(word.charAt(word.length() - 1))
                && word.length() > 2
                && words.sound(word).isEmpty()
                && "גזצץתדט".indexOf(word.charAt(word.length() - 2)) < 0) {
            word = word.substring(0, word.length() - 1);
        }
        if (word.chars().anyMatch(character -> HebrewLetters.isPoint((char) character))) {
            return PointedReader.read(word);
        }
        Optional<String> listed = listed(word);
        if (listed.isPresent()) {
            return listed.get();
        }
        String plain = word.replaceAll("[\"״”“]", "");
        // A verb or noun that the list lacks: "the" and "and" are the prefixes that are seldom part of the word itself.
        if (plain.length() > 4
                && (plain.charAt(0) == 'ה' || plain.charAt(0) == 'ו')
                && plain.charAt(1) != 'ו'
                && plain.charAt(1) != 'י') {
            return prefixes(plain.substring(0, 1), plain.substring(1)) + word(plain.substring(1));
        }
        return PlainReader.read(plain);
    }

    /** A word of the list, alone or behind prefixes. */
    private Optional<String> listed(String word) {
        Optional<String> whole = words.sound(word);
        if (whole.isPresent()) {
            return whole;
        }
        for (int prefixes = 1; prefixes <= MOST_PREFIXES && prefixes + 1 < word.length(); prefixes++) {
            if (!PREFIXES.containsKey(word.charAt(prefixes - 1))) {
                break;
            }
            String rest = word.substring(prefixes);
            Optional<String> sound = words.sound(rest);
            if (sound.isPresent()) {
                return Optional.of(prefixes(word.substring(0, prefixes), rest) + sound.get());
            }
        }
        return Optional.empty();
    }

    private static boolean isPrefixes(String word) {
        return word.length() <= MOST_PREFIXES && word.chars().allMatch(letter -> PREFIXES.containsKey((char) letter));
    }

    private static String prefixes(String letters, String rest) {
        List<String> sounds = new ArrayList<>();
        for (int i = 0; i < letters.length(); i++) {
            char letter = letters.charAt(i);
            char next = i + 1 < letters.length() ? letters.charAt(i + 1) : rest.isEmpty() ? 0 : rest.charAt(0);
            if (letter == 'מ' && GUTTURALS.indexOf(next) >= 0) {
                sounds.add("me");
            } else if (letter == 'כ' && next == 'ש' && i + 1 < letters.length()) {
                sounds.add("k");
            } else {
                sounds.add(PREFIXES.getOrDefault(letter, ""));
            }
        }
        return Notation.join(sounds);
    }
}
