package io.agentlocator.speech.recognition;

import java.util.List;

/**
 * Words that were published in a final transcript before the streaming engine had settled them. The engine repeats them in
 * front of the next utterance's words, so they are removed there. Belongs to one {@link Listening}.
 */
final class RepeatedWords {

    private List<String> published = List.of();

    void remember(String unsettled) {
        published = words(unsettled);
    }

    void clear() {
        published = List.of();
    }

    /** @return the words that are new; the engine may have changed a word or a comma of the published ones meanwhile */
    String removedFrom(String text) {
        List<String> now = words(text);
        int shared = Math.min(published.size(), now.size());
        int same = 0;
        for (int i = 0; i < shared; i++) {
            same += letters(published.get(i)).equals(letters(now.get(i))) ? 1 : 0;
        }
        // If most words differ, the engine has started anew, as it does after its stream was renewed.
        boolean repeated = shared > 0 && same * 2 >= shared;
        return repeated ? String.join(" ", now.subList(shared, now.size())) : text.strip();
    }

    private static List<String> words(String text) {
        return text.isBlank() ? List.of() : List.of(text.strip().split("\\s+"));
    }

    private static String letters(String word) {
        return word.replaceAll("[^\\p{L}\\p{N}]", "");
    }
}
