package io.agentlocator.speech.roles;

/**
 * Recognises a call while the caller speaks. The engine does not decide where an utterance ends: voice activity in the
 * caller's sound does.
 */
public interface StreamingRecognizer {

    /** The vendor or model, as transcripts name it. */
    String engine();

    /** False while the recogniser does not ask its vendor, after repeated failures. */
    boolean available();

    /**
     * Starts to recognise one media stream of one call. Returns at once. The recogniser itself connects, renews a vendor
     * stream that has reached its maximum age, resends what a broken stream had not answered, sends silence while no sound
     * comes, and retries with growing pauses.
     *
     * @param callSid for logs
     * @param listener called from any thread, one call at a time, never after {@link Stream#close()} has returned
     */
    Stream open(String callSid, Listener listener);

    /** One open stream. Its methods never block; one thread at a time calls them. */
    interface Stream extends AutoCloseable {

        /**
         * The caller's sound, in order, silence included.
         *
         * @param mulaw 8 kHz G.711 μ-law, no header, about 100 ms
         * @param offsetMs place of the first sample on the clock of the caller's stream; may jump forwards over a gap
         * @param speaking whether the caller was speaking at the end of this piece
         */
        void audio(byte[] mulaw, long offsetMs, boolean speaking);

        /** Milliseconds of sound sent to the vendor for this stream, repeats and inserted silence included. */
        long sentMs();

        @Override
        void close();
    }

    /** Receives what the engine recognises. */
    interface Listener {

        /**
         * The words spoken since the last settled ones, as far as they are known.
         *
         * @param settled whether the engine will not change them any more (Google's {@code is_final}); the next words start
         *     after them
         * @param confidence 0 to 1; 0 if the engine gives none
         * @param endMs where the words end, on the clock of the caller's stream
         */
        void words(String text, boolean settled, double confidence, long endMs);

        /**
         * The engine does not recognise at present. After its recovery {@link #words} is simply called again.
         *
         * @param failure recoverable as long as the recogniser keeps trying
         */
        void failed(EngineFailure failure);
    }
}
