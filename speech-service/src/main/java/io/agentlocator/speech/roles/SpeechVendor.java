package io.agentlocator.speech.roles;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * A supplier of speech engines. Each vendor package has one implementation; {@code app} has the list of them. An instance
 * serves one start: {@link #close()} closes everything that it has opened. Used by one thread.
 *
 * <p>{@link #recognizers()} and {@link #voices()} throw {@link IllegalStateException} or {@link IllegalArgumentException} if a
 * setting is missing or wrong, with a message for the operator.
 */
public interface SpeechVendor extends AutoCloseable {

    /**
     * What a vendor has to recognise with.
     *
     * @param streaming recognises calls while callers speak; empty if the vendor takes whole utterances only
     * @param utterances recognises whole utterances and pieces of recordings
     */
    record Recognizers(Optional<StreamingRecognizer> streaming, UtteranceRecognizer utterances) {

        public Recognizers(UtteranceRecognizer utterances) {
            this(Optional.empty(), utterances);
        }
    }

    /** The value of {@code SPEECH_RECOGNIZER} and {@code SPEECH_SYNTHESIZER} that selects the vendor. */
    String name();

    /**
     * Whether its engines run in this process. They are opened last, because their models may have to be downloaded, and share
     * this machine's processors.
     */
    default boolean inProcess() {
        return false;
    }

    /** Opens its recognisers; empty if the vendor only speaks. */
    default Optional<Recognizers> recognizers() throws IOException, InterruptedException {
        return Optional.empty();
    }

    /** Opens its voices, best first; empty if the vendor only recognises. */
    default List<SpeechSynthesizer> voices() throws IOException, InterruptedException {
        return List.of();
    }

    /**
     * The voice under whose name earlier starts may have cached phrases, for a vendor that is not selected. It is offered
     * behind all others and speaks cached phrases only.
     */
    default Optional<SpeechSynthesizer> cachedVoice() {
        return Optional.empty();
    }

    /**
     * Asks the opened recognisers for an answer.
     *
     * @throws EngineFailure if none is usable
     */
    default void probeRecognizers() throws EngineFailure, InterruptedException {}

    /**
     * Asks the opened voices for an answer.
     *
     * @throws EngineFailure if the best one is not usable
     */
    default void probeVoices() throws EngineFailure, InterruptedException {}

    @Override
    void close();
}
