package io.agentlocator.speech;

/** Speaks. Used from many threads; the caller of it bounds how many at once. */
public interface SpeechSynthesizer {

    /** The vendor or model with its voice, e.g. {@code kokoro/ef_dora}: sound of one is never taken for that of another. */
    String engine();

    /** The name under which its sentences are kept: its own, with its address where that is not the vendor's. */
    default String keptAs() {
        return engine();
    }

    /**
     * Speaks one sentence into the sink, piece by piece as it is made; returns when all has been given. Blocks, and bounds
     * its own waits: to the first sound about two seconds.
     *
     * @param text Hebrew without digits and abbreviations, see {@link Wording}
     * @param sink stops the work by answering false; an interrupt of the thread does the same
     * @throws SynthesisFailed also when the engine answered well but gave nothing. What had been given to the sink before
     *     stands.
     * @throws InterruptedException when nobody wants the sound any more
     */
    void speak(String text, SoundSink sink) throws SynthesisFailed, InterruptedException;

    /** Takes sound while it is made. */
    @FunctionalInterface
    interface SoundSink {

        /**
         * @param mulaw 8 kHz G.711 μ-law, mono, no header, of any length
         * @return false when no more is wanted
         */
        boolean accept(byte[] mulaw);
    }
}
