package io.agentlocator.speechmodels.hebrew;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Words and how they sound. A line is {@code word<TAB>sound}; the sound is the word with points, or {@link Notation}.
 * Empty lines and lines that begin with # are skipped. Immutable.
 */
final class WordList {

    private final Map<String, String> sounds;

    private WordList(Map<String, String> sounds) {
        this.sounds = sounds;
    }

    /** The list that this library carries, {@code words.tsv}. */
    static WordList shipped() {
        try (InputStream in = WordList.class.getResourceAsStream("words.tsv")) {
            if (in == null) {
                throw new IllegalStateException("The word list is not in the archive of this library");
            }
            return parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** @throws IllegalArgumentException naming the first line that cannot be read */
    static WordList parse(String text) {
        Map<String, String> sounds = new HashMap<>();
        int number = 0;
        for (String line : text.lines().toList()) {
            number++;
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            String[] column = line.split("\t");
            if (column.length != 2) {
                throw new IllegalArgumentException("Word list, line " + number + ": expected word<TAB>sound");
            }
            String word = key(column[0].strip());
            String sound = column[1].strip();
            String notation = sound.chars().anyMatch(character -> HebrewLetters.isLetter((char) character))
                    ? PointedReader.read(sound)
                    : sound;
            if (word.isEmpty() || !Notation.isValid(notation)) {
                throw new IllegalArgumentException("Word list, line " + number + ": cannot read the sound " + sound);
            }
            sounds.putIfAbsent(word, Notation.stressed(notation));
        }
        return new WordList(sounds);
    }

    /** This list, with the words of another that it lacks. */
    WordList before(WordList other) {
        Map<String, String> all = new HashMap<>(other.sounds);
        all.putAll(sounds);
        return new WordList(all);
    }

    Optional<String> sound(String word) {
        return Optional.ofNullable(sounds.get(key(word)));
    }

    Map<String, String> all() {
        return Map.copyOf(sounds);
    }

    int size() {
        return sounds.size();
    }

    /** One form for all ways to type geresh and gershayim. */
    private static String key(String word) {
        return word.replace("''", "״")
                .replace('"', '״')
                .replace('”', '״')
                .replace('“', '״')
                .replace('\'', '׳')
                .replace('’', '׳');
    }
}
