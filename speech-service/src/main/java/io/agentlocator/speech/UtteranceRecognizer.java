package io.agentlocator.speech;

/**
 * Turns a whole piece of speech into words: an utterance that has ended, or a piece of a recording. Used from many
 * threads; the caller of it bounds how many at once.
 */
public interface UtteranceRecognizer {

    /** The vendor or model, as transcripts name it. */
    String engine();

    /**
     * Blocks until the words are there; bounds its own wait to a few seconds more than the sound is long.
     *
     * @param sound Hebrew speech of at most 30 s, at any rate
     * @throws RecognitionTrouble when the engine failed; never for sound that it did not understand
     * @throws InterruptedException when the words are not wanted any more
     */
    Heard recognize(Sound sound) throws RecognitionTrouble, InterruptedException;
}
