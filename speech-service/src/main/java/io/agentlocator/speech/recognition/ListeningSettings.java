package io.agentlocator.speech.recognition;

import org.jspecify.annotations.Nullable;

/**
 * @param preRollMs sound before the onset that belongs to the utterance, because voice activity reports speech late
 * @param streamingEngine name of the streaming engine; null if there is none
 * @param wholeEngine name of the engine for whole utterances; null if there is none
 * @param stableMs a streaming engine's words that have not changed for this long are published once the caller is silent
 * @param graceMs how long after its end an utterance waits for a streaming engine that lags
 * @param answerWithinMs how long after its end an utterance waits for a whole-utterance engine
 */
public record ListeningSettings(
        Endpointing.Rule rule,
        long preRollMs,
        @Nullable String streamingEngine,
        @Nullable String wholeEngine,
        long stableMs,
        long graceMs,
        long answerWithinMs) {

    public ListeningSettings {
        if (streamingEngine == null && wholeEngine == null) {
            throw new IllegalArgumentException("listening needs a recognizer");
        }
    }
}
