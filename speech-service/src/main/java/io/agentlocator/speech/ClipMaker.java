package io.agentlocator.speech;

/** Makes a clip that telephony can fetch and play. Safe for all threads. */
public interface ClipMaker {

    /**
     * @param mp3 MPEG layer III
     * @param durationMs how long it plays, the encoder's own delay and padding included
     */
    record Clip(byte[] mp3, int durationMs) {
        @Override
        public String toString() {
            return "Clip[" + durationMs + " ms, " + mp3.length + " bytes]";
        }
    }

    /** Blocks for some milliseconds a second of sound. @param mulaw 8 kHz, at least one sample */
    Clip make(byte[] mulaw);
}
