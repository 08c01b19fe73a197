package io.agentlocator.speechmodels.kokoro;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** Kokoro's numbers for phonemes and punctuation, one character each. Immutable. */
final class Vocabulary {

    private final Map<Integer, Long> numbers;

    private Vocabulary(Map<Integer, Long> numbers) {
        this.numbers = numbers;
    }

    static Vocabulary read(Path tokenizer) throws IOException {
        JsonNode vocabulary =
                new ObjectMapper().readTree(tokenizer.toFile()).path("model").path("vocab");
        Map<Integer, Long> numbers = new HashMap<>();
        vocabulary
                .properties()
                .forEach(entry -> numbers.put(
                        entry.getKey().codePointAt(0), entry.getValue().asLong()));
        if (numbers.isEmpty()) {
            throw new IOException("No vocabulary in " + tokenizer);
        }
        return new Vocabulary(numbers);
    }

    /** The numbers of a phoneme string; unknown characters are left out. */
    long[] encode(String phonemes) {
        return phonemes.codePoints()
                .filter(numbers::containsKey)
                .mapToLong(character -> numbers.getOrDefault(character, 0L))
                .toArray();
    }
}
