package io.agentlocator.speech.app;

import io.agentlocator.speech.roles.SpeechSynthesizer;
import io.agentlocator.speech.roles.StreamingRecognizer;
import io.agentlocator.speech.roles.UtteranceRecognizer;
import java.util.List;
import java.util.Optional;

/**
 * The opened engines of this process.
 *
 * @param streaming recognises calls while callers speak; the first vendor's, if it has one
 * @param recognizers for whole utterances and pieces of recordings, best first
 * @param voices best first
 */
record SpeechEngines(
        Optional<StreamingRecognizer> streaming, List<Recognizer> recognizers, List<SpeechSynthesizer> voices) {

    /** @param inProcess whether it runs on this machine's processors */
    record Recognizer(UtteranceRecognizer engine, boolean inProcess) {}

    SpeechEngines {
        recognizers = List.copyOf(recognizers);
        voices = List.copyOf(voices);
    }

    /**
     * How many of the first recognisers calls skip. The streaming engine's vendor has had its chance with an utterance, so
     * others are asked if there are any.
     */
    int skippedByCalls() {
        return streaming.isPresent() && recognizers.size() > 1 ? 1 : 0;
    }
}
