package io.agentlocator.speech.roles;

/** One voice. Safe for all threads; the caller limits how many sentences are spoken at once. */
public interface SpeechSynthesizer {

    /** The vendor or model with its voice, e.g. {@code kokoro/ef_dora}. Phrases are cached under it, so it must be unique. */
    String engine();

    /** The key of this voice in the {@link PhraseCache}: {@link #engine()}, with the address if that is not the vendor's own. */
    default String cacheKey() {
        return engine();
    }

    /**
     * Speaks one sentence into the sink, piece by piece as the engine makes it. Returns after the last piece. Blocks, and
     * limits its own waits: about two seconds until the first sound.
     *
     * @param text Hebrew without digits and abbreviations
     * @param sink stops the work by returning false, as does an interrupt of the thread
     * @throws EngineFailure also if the engine answered without sound; pieces already given to the sink remain valid
     * @throws InterruptedException if the sound is not wanted any more
     */
    void speak(String text, SoundSink sink) throws EngineFailure, InterruptedException;

    /** Receives sound while it is made. */
    @FunctionalInterface
    interface SoundSink {

        /**
         * @param mulaw 8 kHz G.711 μ-law, mono, no header, of any length
         * @return false if no more sound is wanted
         */
        boolean accept(byte[] mulaw);
    }
}
