package io.agentlocator.events;

/** The caller's sound as received from the socket. Written by media-ingest. */
public sealed interface CallerAudio extends CallEvent {

    String streamSid();

    /**
     * All frames of one tick. Voice activity is judged once, in media-ingest, and published with the sound.
     *
     * @param sequence counts the chunks of a stream from 0 without gaps
     * @param offsetMs place of the first sample on the stream's own clock, in milliseconds from its start
     * @param speaking whether the caller was speaking at the end of this chunk
     * @param mulaw G.711 μ-law, 8 kHz, mono, without a header
     */
    record Chunk(String callSid, String streamSid, long sequence, long offsetMs, boolean speaking, byte[] mulaw)
            implements CallerAudio {
        @Override
        public String toString() {
            return "Chunk[callSid=" + callSid + ", sequence=" + sequence + ", " + mulaw.length + " bytes]";
        }
    }

    /** This stream has no more sound. */
    record End(String callSid, String streamSid) implements CallerAudio {}
}
