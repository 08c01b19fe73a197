package io.agentlocator.speech.roles;

import io.agentlocator.speech.audio.PcmAudio;

/**
 * Recognises a whole piece of speech: an utterance that has ended, or a piece of a recording. Safe for all threads; the
 * caller limits how many run at once.
 */
public interface UtteranceRecognizer {

    /** The vendor or model, as transcripts name it: {@code vendor/model}, or {@code model-size} of an engine in this process. */
    String engine();

    /**
     * Blocks until the words are there, at most a few seconds longer than the sound lasts.
     *
     * @param audio Hebrew speech of at most 30 s, at any rate
     * @throws EngineFailure if the engine failed; never for sound that it did not understand
     * @throws InterruptedException if the words are not wanted any more
     */
    RecognitionResult recognize(PcmAudio audio) throws EngineFailure, InterruptedException;
}
