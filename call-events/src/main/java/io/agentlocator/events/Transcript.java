package io.agentlocator.events;

/** The caller's words, and what hearing and speaking took. Personal data. Written by speech-service. */
public sealed interface Transcript extends CallEvent {

    /**
     * What the utterance sounds like so far; may still change.
     *
     * @param utterance counted from 1 within the call
     */
    record Interim(String callSid, int utterance, String text) implements Transcript {
        @Override
        public String toString() {
            return "Interim[callSid=" + callSid + ", utterance=" + utterance + ", " + text.length() + " chars]";
        }
    }

    /**
     * An utterance has ended and this is what it says.
     *
     * @param confidence 0 to 1, the engine's own
     * @param startMs onset on the stream's clock
     * @param endMs where the caller's voice ended on the stream's clock
     * @param tookMs from the end of the utterance, as it was judged, to these words
     * @param engine the vendor or model that heard it
     */
    record Final(
            String callSid,
            int utterance,
            String text,
            double confidence,
            long startMs,
            long endMs,
            long tookMs,
            String engine)
            implements Transcript {
        @Override
        public String toString() {
            return "Final[callSid=" + callSid + ", utterance=" + utterance + ", " + text.length() + " chars]";
        }
    }

    /** There was a voice, but no words that can be trusted; the caller should be asked again. */
    record Unclear(String callSid, int utterance, long startMs, long endMs) implements Transcript {}

    /** @param recoverable whether recognition goes on with the next utterance */
    record RecognitionFailed(String callSid, String cause, boolean recoverable) implements Transcript {}

    /**
     * What an engine was given to hear, told when the stream ends or another engine takes over. Vendors are paid by it.
     *
     * @param heardMs length of the sound that the engine was given, repeats included
     */
    record Listened(String callSid, String engine, long heardMs) implements Transcript {}

    /**
     * A turn of the agent has been turned into sound.
     *
     * @param characters what the engine was asked to speak; 0 for a turn from the phrase cache
     * @param firstSoundMs from the turn's first sentence to its first sound
     */
    record TurnSpoken(String callSid, int turn, String engine, int characters, long soundMs, long firstSoundMs)
            implements Transcript {}

    record RecordingTranscribed(String callSid, String recordingSid, String text, double confidence)
            implements Transcript {
        @Override
        public String toString() {
            return "RecordingTranscribed[callSid=" + callSid + ", recordingSid=" + recordingSid + ", " + text.length()
                    + " chars]";
        }
    }

    record RecordingFailed(String callSid, String recordingSid, String cause, int attempts) implements Transcript {}
}
