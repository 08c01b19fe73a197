package io.agentlocator.speech.roles;

/** Encodes a clip that Twilio can fetch and play. Safe for all threads. */
public interface ClipEncoder {

    /**
     * @param mp3 MPEG layer III
     * @param durationMs playing time, the encoder's delay and padding included
     */
    record EncodedClip(byte[] mp3, int durationMs) {
        @Override
        public String toString() {
            return "EncodedClip[" + durationMs + " ms, " + mp3.length + " bytes]";
        }
    }

    /** Blocks for some milliseconds per second of sound. @param mulaw 8 kHz G.711 μ-law, at least one sample */
    EncodedClip encode(byte[] mulaw);
}
