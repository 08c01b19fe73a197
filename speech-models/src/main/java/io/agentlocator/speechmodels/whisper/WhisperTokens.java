package io.agentlocator.speechmodels.whisper;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.BitSet;

/** Ids of the special tokens of multilingual Whisper, and the tokens that must not be chosen. */
final class WhisperTokens {

    static final int END_OF_TEXT = 50257;
    static final int START_OF_TRANSCRIPT = 50258;
    static final int HEBREW = 50279;
    static final int TRANSCRIBE = 50359;
    static final int START_OF_PREVIOUS = 50361;
    static final int NO_SPEECH = 50362;
    static final int NO_TIMESTAMPS = 50363;

    private final BitSet never;
    private final BitSet notFirst;

    private WhisperTokens(BitSet never, BitSet notFirst) {
        this.never = never;
        this.notFirst = notFirst;
    }

    /** Reads {@code generation_config.json} of a model's directory. */
    static WhisperTokens read(Path directory) throws IOException {
        JsonNode settings = new ObjectMapper()
                .readTree(directory.resolve("generation_config.json").toFile());
        BitSet never = numbers(settings.path("suppress_tokens"));
        // All higher ids are control tokens and not words.
        never.set(END_OF_TEXT + 1, 1 << 16);
        return new WhisperTokens(never, numbers(settings.path("begin_suppress_tokens")));
    }

    boolean allowed(int token, boolean first) {
        return !never.get(token) && !(first && notFirst.get(token));
    }

    private static BitSet numbers(JsonNode array) {
        BitSet set = new BitSet();
        array.forEach(number -> set.set(number.asInt()));
        return set;
    }
}
