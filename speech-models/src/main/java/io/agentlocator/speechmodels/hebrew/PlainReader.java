package io.agentlocator.speechmodels.hebrew;

import java.util.ArrayList;
import java.util.List;

/**
 * Guesses how a Hebrew word without points sounds, for words that the list does not hold: vowel letters are read as
 * vowels, and what cannot be said without a vowel gets an a. Often wrong in its vowels; a name or a frequent word belongs
 * in the list.
 */
final class PlainReader {

    private PlainReader() {}

    /** The word, letters and geresh only, in {@link Notation}. */
    static String read(String word) {
        List<String> sounds = stress(withVowels(letters(word)));
        return Notation.join(sounds);
    }

    private static List<String> letters(String word) {
        List<String> sounds = new ArrayList<>();
        int length = word.length();
        for (int i = 0; i < length; i++) {
            char letter = word.charAt(i);
            if (!HebrewLetters.isLetter(letter)) {
                continue;
            }
            boolean last = i == length - 1;
            char next = last ? 0 : word.charAt(i + 1);
            boolean afterVowel = !sounds.isEmpty() && isVowel(sounds.getLast());
            boolean vowelLetterNext = next == 'ו' || next == 'י';
            if (letter == 'ו') {
                if (next == 'ו') {
                    sounds.add("v");
                    i++;
                } else {
                    sounds.add(i == 0 || afterVowel ? "v" : "o");
                }
            } else if (letter == 'י') {
                if (i == 0) {
                    sounds.add("y");
                } else if (next == 'י') {
                    sounds.add("ay");
                    i++;
                } else if (!last && (next == 'ו' || next == 'ה' || next == 'א')) {
                    if (!afterVowel) {
                        sounds.add("i");
                    }
                    sounds.add("y");
                } else {
                    sounds.add(afterVowel ? "y" : "i");
                }
            } else if (letter == 'ה' && last) {
                if (!afterVowel) {
                    sounds.add("a");
                }
            } else if (letter == 'א' || letter == 'ע') {
                if (!afterVowel && !vowelLetterNext) {
                    sounds.add("a");
                }
            } else if (HebrewLetters.isGeresh(next)) {
                sounds.add(HebrewLetters.withGeresh(HebrewLetters.soft(letter)));
                i++;
            } else {
                sounds.add(i == 0 ? HebrewLetters.hard(letter) : HebrewLetters.soft(letter));
            }
        }
        return sounds;
    }

    /** Breaks up runs of consonants that cannot be said. */
    private static List<String> withVowels(List<String> sounds) {
        List<String> spoken = new ArrayList<>();
        int size = sounds.size();
        for (int i = 0; i < size; i++) {
            String sound = sounds.get(i);
            spoken.add(sound);
            boolean twoConsonants = i + 1 < size && !isVowel(sound) && !isVowel(sounds.get(i + 1));
            if (!twoConsonants) {
                continue;
            }
            boolean afterVowel = spoken.size() > 1 && isVowel(spoken.get(spoken.size() - 2));
            boolean vowelBehindBoth = i + 2 < size && isVowel(sounds.get(i + 2));
            if (afterVowel && vowelBehindBoth) {
                continue;
            }
            spoken.add(i + 2 == size && afterVowel ? "e" : "a");
        }
        return spoken;
    }

    private static List<String> stress(List<String> sounds) {
        List<String> stressed = new ArrayList<>(sounds);
        for (int i = stressed.size() - 1; i >= 0; i--) {
            if (isVowel(stressed.get(i))) {
                stressed.set(i, Notation.STRESS + stressed.get(i));
                break;
            }
        }
        return stressed;
    }

    private static boolean isVowel(String sound) {
        return !sound.isEmpty() && Notation.VOWELS.indexOf(sound.charAt(0)) >= 0;
    }
}
