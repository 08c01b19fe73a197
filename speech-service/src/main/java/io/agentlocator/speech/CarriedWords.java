package io.agentlocator.speech;

import java.util.List;

/**
 * Words that were told before a streaming engine had settled them. It tells them again with those of the next utterance; so
 * they are taken off there. Belongs to its {@link Listening}.
 */
final class CarriedWords {

    private List<String> told = List.of();

    void remember(String unsettled) {
        told = words(unsettled);
    }

    void clear() {
        told = List.of();
    }

    /** The words that are new. The engine may have changed a word or a comma of the old ones meanwhile. */
    String takenOff(String text) {
        List<String> now = words(text);
        int shared = Math.min(told.size(), now.size());
        int same = 0;
        for (int i = 0; i < shared; i++) {
            same += letters(told.get(i)).equals(letters(now.get(i))) ? 1 : 0;
        }
        // With other words altogether the engine has begun anew, as it does when its stream is renewed.
        boolean again = shared > 0 && same * 2 >= shared;
        return again ? String.join(" ", now.subList(shared, now.size())) : text.strip();
    }

    private static List<String> words(String text) {
        return text.isBlank() ? List.of() : List.of(text.strip().split("\\s+"));
    }

    private static String letters(String word) {
        return word.replaceAll("[^\\p{L}\\p{N}]", "");
    }
}
