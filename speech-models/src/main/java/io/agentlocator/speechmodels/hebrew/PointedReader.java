package io.agentlocator.speechmodels.hebrew;

import java.util.ArrayList;
import java.util.List;

/**
 * Reads one Hebrew word written with points (niqqud), as modern Hebrew is spoken: no long and short vowels, no doubled
 * consonants, shva only where it is heard. Stress is on the last syllable but for the patterns in which it never is.
 */
final class PointedReader {

    /** What a vowel was written with, as far as stress asks. */
    private enum Mark {
        NONE,
        SEGOL,
        TSERE,
        PATAH,
        HIRIQ,
        SHORT,
        SHVA,
        FURTIVE,
        SILENT
    }

    private record Sound(boolean vowel, String letters, Mark mark) {}

    /** A letter with its points and perhaps a geresh. */
    private record Glyph(char letter, String points, boolean geresh) {
        boolean has(char point) {
            return points.indexOf(point) >= 0;
        }

        char vowel() {
            for (int i = 0; i < points.length(); i++) {
                if (HebrewLetters.VOWELS.containsKey(points.charAt(i))) {
                    return points.charAt(i);
                }
            }
            return 0;
        }

        boolean bare() {
            return vowel() == 0 && !has(HebrewLetters.SHVA) && !has(HebrewLetters.DAGESH);
        }
    }

    private final List<Glyph> glyphs;
    private final List<Sound> sounds = new ArrayList<>();

    private PointedReader(List<Glyph> glyphs) {
        this.glyphs = glyphs;
    }

    /** The word in {@link Notation}. */
    static String read(String word) {
        PointedReader reader = new PointedReader(glyphs(word));
        for (int i = 0; i < reader.glyphs.size(); i++) {
            reader.readLetter(i);
        }
        return reader.write();
    }

    private static List<Glyph> glyphs(String word) {
        List<Glyph> glyphs = new ArrayList<>();
        int i = 0;
        while (i < word.length()) {
            char letter = word.charAt(i++);
            if (!HebrewLetters.isLetter(letter)) {
                continue;
            }
            int from = i;
            while (i < word.length() && HebrewLetters.isPoint(word.charAt(i))) {
                i++;
            }
            String points = word.substring(from, i);
            boolean geresh = i < word.length() && HebrewLetters.isGeresh(word.charAt(i));
            if (geresh) {
                int behind = ++i;
                while (i < word.length() && HebrewLetters.isPoint(word.charAt(i))) {
                    i++;
                }
                points += word.substring(behind, i);
            }
            glyphs.add(new Glyph(letter, points, geresh));
        }
        return glyphs;
    }

    private void readLetter(int i) {
        Glyph glyph = glyphs.get(i);
        boolean last = i == glyphs.size() - 1;
        if (glyph.letter == 'ו' && readVavAsVowel(i, glyph)) {
            return;
        }
        if (glyph.letter == 'י' && glyph.bare() && i > 0 && endsInVowel()) {
            String before = sounds.getLast().letters;
            if (before.equals("i")) {
                return;
            }
        }
        if (glyph.letter == 'ה' && last && glyph.bare()) {
            return;
        }
        boolean guttural = glyph.letter == 'א' || glyph.letter == 'ע';
        if (guttural && glyph.vowel() == 0 && !glyph.has(HebrewLetters.SHVA)) {
            sounds.add(new Sound(false, "", Mark.SILENT));
            return;
        }
        String consonant = consonant(glyph);
        if (last && i > 0 && glyph.vowel() == HebrewLetters.PATAH && "חעה".indexOf(glyph.letter) >= 0) {
            sounds.add(new Sound(true, "a", Mark.FURTIVE));
            sounds.add(new Sound(false, consonant, Mark.NONE));
            return;
        }
        sounds.add(new Sound(false, consonant, Mark.NONE));
        char vowel = glyph.vowel();
        if (vowel != 0) {
            boolean small =
                    vowel == HebrewLetters.QAMATS && !last && glyphs.get(i + 1).has(HebrewLetters.HATAF_QAMATS);
            String spoken = small ? "o" : HebrewLetters.VOWELS.getOrDefault(vowel, "");
            sounds.add(new Sound(true, spoken, mark(vowel)));
        } else if (glyph.has(HebrewLetters.SHVA) && !last && isShvaHeard(i)) {
            sounds.add(new Sound(true, "e", Mark.SHVA));
        }
    }

    /** A vav that stands for u or o, or that is only there to double another. */
    private boolean readVavAsVowel(int i, Glyph vav) {
        boolean noVowel = vav.vowel() == 0 && !vav.has(HebrewLetters.SHVA);
        if (vav.has(HebrewLetters.DAGESH) && noVowel) {
            sounds.add(new Sound(true, "u", Mark.NONE));
            return true;
        }
        boolean afterConsonant = i > 0 && !endsInVowel();
        if (vav.has(HebrewLetters.HOLAM) && afterConsonant) {
            sounds.add(new Sound(true, "o", Mark.NONE));
            return true;
        }
        if (vav.bare() && i > 0) {
            if (i + 1 < glyphs.size() && glyphs.get(i + 1).letter == 'ו') {
                return true;
            }
            if (afterConsonant) {
                sounds.add(new Sound(true, "o", Mark.NONE));
                return true;
            }
        }
        return false;
    }

    private boolean endsInVowel() {
        return !sounds.isEmpty() && sounds.getLast().vowel;
    }

    private static String consonant(Glyph glyph) {
        String sound;
        if (glyph.letter == 'ש' && glyph.has(HebrewLetters.SIN_DOT)) {
            sound = "s";
        } else {
            sound = glyph.has(HebrewLetters.DAGESH)
                    ? HebrewLetters.hard(glyph.letter)
                    : HebrewLetters.soft(glyph.letter);
        }
        return glyph.geresh ? HebrewLetters.withGeresh(sound) : sound;
    }

    private static Mark mark(char vowel) {
        if (HebrewLetters.HATAFS.indexOf(vowel) >= 0) {
            return Mark.SHORT;
        }
        return switch (vowel) {
            case HebrewLetters.SEGOL -> Mark.SEGOL;
            case HebrewLetters.TSERE -> Mark.TSERE;
            case HebrewLetters.PATAH -> Mark.PATAH;
            case HebrewLetters.HIRIQ -> Mark.HIRIQ;
            default -> Mark.NONE;
        };
    }

    /** At a word's start before or after certain letters, and the second of two in a row. */
    private boolean isShvaHeard(int i) {
        if (i == 0) {
            char next = glyphs.size() > 1 ? glyphs.get(1).letter : 0;
            return "בלמוכינר".indexOf(glyphs.getFirst().letter) >= 0 || "אהעי".indexOf(next) >= 0;
        }
        return glyphs.get(i - 1).has(HebrewLetters.SHVA);
    }

    private String write() {
        List<Integer> vowels = new ArrayList<>();
        for (int i = 0; i < sounds.size(); i++) {
            if (sounds.get(i).vowel) {
                vowels.add(i);
            }
        }
        int stressed = vowels.isEmpty() ? -1 : stressed(vowels);
        List<String> letters = new ArrayList<>();
        for (int i = 0; i < sounds.size(); i++) {
            letters.add((i == stressed ? String.valueOf(Notation.STRESS) : "") + sounds.get(i).letters);
        }
        return Notation.join(letters);
    }

    private int stressed(List<Integer> vowels) {
        int last = vowels.getLast();
        if (vowels.size() < 2) {
            return last;
        }
        int before = vowels.get(vowels.size() - 2);
        Mark lastMark = sounds.get(last).mark;
        Mark markBefore = sounds.get(before).mark;
        boolean closed = !sounds.getLast().vowel && last != sounds.size() - 1;
        String between = sounds.get(last - 1).letters;
        boolean segolate = lastMark == Mark.SEGOL && closed && (markBefore == Mark.SEGOL || markBefore == Mark.NONE);
        boolean furtive = lastMark == Mark.FURTIVE;
        boolean bayit = lastMark == Mark.HIRIQ && markBefore == Mark.PATAH && between.equals("y");
        boolean nahal = lastMark == Mark.PATAH
                && markBefore == Mark.PATAH
                && closed
                && vowels.size() == 2
                && (between.equals("x") || between.isEmpty());
        Glyph ending = glyphs.getLast();
        boolean gutturalEnding = (ending.letter == 'ע' || ending.letter == 'ח') && ending.vowel() == 0;
        boolean rega =
                gutturalEnding && lastMark == Mark.PATAH && (markBefore == Mark.SEGOL || markBefore == Mark.TSERE);
        return segolate || furtive || bayit || nahal || rega ? before : last;
    }
}
