package io.agentlocator.speechmodels.hebrew;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Reads a word in Latin letters roughly as a Hebrew speaker does; short capitals are spelled. */
final class LatinReader {

    private static final int LONGEST_SPELLED = 4;
    private static final Map<String, String> GROUPS = Map.ofEntries(
            Map.entry("sh", "sh"),
            Map.entry("ch", "ch"),
            Map.entry("th", "t"),
            Map.entry("ph", "f"),
            Map.entry("wh", "w"),
            Map.entry("pp", "p"),
            Map.entry("ck", "k"),
            Map.entry("ee", "i"),
            Map.entry("oo", "u"),
            Map.entry("qu", "kv"));
    private static final Map<Character, String> LETTERS =
            Map.of('c', "k", 'q', "k", 'w', "v", 'x', "ks", 'y', "i", 'j', "j", 'g', "g");
    private static final Map<Character, String> NAMES = Map.ofEntries(
            Map.entry('a', "'ey"),
            Map.entry('b', "b'i"),
            Map.entry('c', "s'i"),
            Map.entry('d', "d'i"),
            Map.entry('e', "'i"),
            Map.entry('f', "'ef"),
            Map.entry('g', "j'i"),
            Map.entry('h', "'eych"),
            Map.entry('i', "'ay"),
            Map.entry('j', "j'ey"),
            Map.entry('k', "k'ey"),
            Map.entry('l', "'el"),
            Map.entry('m', "'em"),
            Map.entry('n', "'en"),
            Map.entry('o', "'o"),
            Map.entry('p', "p'i"),
            Map.entry('q', "ky'u"),
            Map.entry('r', "'ar"),
            Map.entry('s', "'es"),
            Map.entry('t', "t'i"),
            Map.entry('u', "y'u"),
            Map.entry('v', "v'i"),
            Map.entry('w', "d'abelyu"),
            Map.entry('x', "'eks"),
            Map.entry('y', "w'ay"),
            Map.entry('z', "z'ed"));

    private LatinReader() {}

    static String read(String word) {
        boolean capitals = word.length() <= LONGEST_SPELLED && word.equals(word.toUpperCase(Locale.ROOT));
        String letters = word.toLowerCase(Locale.ROOT);
        List<String> sounds = new ArrayList<>();
        if (capitals) {
            letters.chars().forEach(letter -> sounds.add(NAMES.getOrDefault((char) letter, "")));
            return String.join(" ", sounds);
        }
        int firstVowel = -1;
        for (int i = 0; i < letters.length(); i++) {
            String group = i + 1 < letters.length() ? GROUPS.get(letters.substring(i, i + 2)) : null;
            char letter = letters.charAt(i);
            String sound = group == null ? LETTERS.getOrDefault(letter, String.valueOf(letter)) : group;
            if (group != null) {
                i++;
            }
            if (firstVowel < 0 && Notation.VOWELS.indexOf(sound.charAt(0)) >= 0) {
                firstVowel = sounds.size();
            }
            sounds.add(sound);
        }
        if (firstVowel >= 0) {
            sounds.set(firstVowel, Notation.STRESS + sounds.get(firstVowel));
        }
        return Notation.join(sounds);
    }
}
