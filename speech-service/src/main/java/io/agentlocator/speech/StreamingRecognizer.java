package io.agentlocator.speech;

/**
 * Hears a call while it is spoken. Where an utterance ends is not the engine's decision: it tells what it hears, and
 * {@link Listening} closes utterances by the caller's voice.
 */
public interface StreamingRecognizer {

    /** The vendor or model, as transcripts name it. */
    String engine();

    /** False while it leaves its vendor alone, after failures. */
    boolean available();

    /**
     * Starts to hear one stream of one call. Returns at once: connecting, renewing a stream that has reached its greatest
     * age, replaying what a broken one had not answered, feeding silence and bounded retries with growing pauses are the
     * recogniser's own business.
     *
     * @param callSid for logs
     * @param hearing told from any thread, one thing at a time, never after {@link Live#close()} has returned
     */
    Live open(String callSid, Hearing hearing);

    /** One open stream. Its methods never block; they are called by one thread at a time. */
    interface Live extends AutoCloseable {

        /**
         * The caller's sound, in order, silence included.
         *
         * @param mulaw 8 kHz, no header, about 100 ms
         * @param offsetMs place of its first sample on the clock of the caller's stream; may jump forwards over a gap
         * @param speaking whether the caller was speaking at its end
         */
        void audio(byte[] mulaw, long offsetMs, boolean speaking);

        /** How much sound the vendor has been given for this stream, repeats and silence put in included. */
        long givenMs();

        @Override
        void close();
    }

    /** Takes what the engine hears. */
    interface Hearing {

        /**
         * The words of the speech since the last settled ones, so far.
         *
         * @param settled whether the engine will not change them any more (Google's {@code is_final}); what follows starts
         *     anew after them
         * @param confidence 0 to 1; 0 where the engine gives none
         * @param endMs where these words end, on the clock of the caller's stream: the engine's own time translated over
         *     renewals
         */
        void words(String text, boolean settled, double confidence, long endMs);

        /**
         * The engine does not hear at present. When it recovers by itself its words simply come again.
         *
         * @param trouble recoverable as long as the recogniser goes on trying
         */
        void trouble(RecognitionTrouble trouble);
    }
}
