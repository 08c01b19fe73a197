package io.agentlocator.speechmodels.hebrew;

import java.util.Map;

/** The consonants: how each letter sounds without and with a dot in it. */
final class HebrewLetters {

    static final char DAGESH = '\u05BC';
    static final char SHVA = '\u05B0';
    static final char SIN_DOT = '\u05C2';
    static final char HOLAM = '\u05B9';
    static final char PATAH = '\u05B7';
    static final char QAMATS = '\u05B8';
    static final char HATAF_QAMATS = '\u05B3';
    static final char SEGOL = '\u05B6';
    static final char TSERE = '\u05B5';
    static final char HIRIQ = '\u05B4';

    /** Vowel signs and their sounds. */
    static final Map<Character, String> VOWELS = Map.ofEntries(
            Map.entry(PATAH, "a"),
            Map.entry(QAMATS, "a"),
            Map.entry('\u05B2', "a"),
            Map.entry(SEGOL, "e"),
            Map.entry(TSERE, "e"),
            Map.entry('\u05B1', "e"),
            Map.entry(HIRIQ, "i"),
            Map.entry(HOLAM, "o"),
            Map.entry('\u05BA', "o"),
            Map.entry('\u05BB', "u"),
            Map.entry(HATAF_QAMATS, "o"),
            Map.entry('\u05C7', "o"));

    /** Signs of the short vowels that take the place of a shva. */
    static final String HATAFS = "\u05B1\u05B2\u05B3";

    private static final Map<Character, String> SOFT = Map.ofEntries(
            Map.entry('א', ""),
            Map.entry('ב', "v"),
            Map.entry('ג', "g"),
            Map.entry('ד', "d"),
            Map.entry('ה', "h"),
            Map.entry('ו', "v"),
            Map.entry('ז', "z"),
            Map.entry('ח', "x"),
            Map.entry('ט', "t"),
            Map.entry('י', "y"),
            Map.entry('כ', "x"),
            Map.entry('ך', "x"),
            Map.entry('ל', "l"),
            Map.entry('מ', "m"),
            Map.entry('ם', "m"),
            Map.entry('נ', "n"),
            Map.entry('ן', "n"),
            Map.entry('ס', "s"),
            Map.entry('ע', ""),
            Map.entry('פ', "f"),
            Map.entry('ף', "f"),
            Map.entry('צ', "ts"),
            Map.entry('ץ', "ts"),
            Map.entry('ק', "k"),
            Map.entry('ר', "r"),
            Map.entry('ש', "sh"),
            Map.entry('ת', "t"));
    private static final Map<Character, String> HARD = Map.of('ב', "b", 'כ', "k", 'ך', "k", 'פ', "p", 'ף', "p");
    private static final Map<String, String> WITH_GERESH = Map.of("g", "j", "ts", "ch", "z", "zh", "d", "d", "t", "t");

    private HebrewLetters() {}

    static boolean isLetter(char character) {
        return character >= 'א' && character <= 'ת';
    }

    static boolean isPoint(char character) {
        return character >= '\u05B0' && character <= '\u05C7' && character != '\u05BE';
    }

    static boolean isGeresh(char character) {
        return character == '\'' || character == '\u05F3' || character == '\u2019';
    }

    static String soft(char letter) {
        return SOFT.getOrDefault(letter, "");
    }

    static String hard(char letter) {
        String hard = HARD.get(letter);
        return hard == null ? soft(letter) : hard;
    }

    /** The sound of a letter with a geresh behind it: ג׳ is j, צ׳ ch, ז׳ zh. */
    static String withGeresh(String sound) {
        return WITH_GERESH.getOrDefault(sound, sound);
    }
}
