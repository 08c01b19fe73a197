package io.agentlocator.events;

/** The caller's words, and the cost of recognition and synthesis. Personal data. Written by speech-service. */
public sealed interface Transcript extends CallEvent {

    /**
     * The words recognised so far; they may still change.
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
     * The words of an utterance that has ended.
     *
     * @param confidence 0 to 1, as the engine reports it
     * @param startMs onset on the stream's clock
     * @param endMs end of the caller's voice on the stream's clock
     * @param tookMs from the moment at which the utterance was judged to have ended to these words
     * @param engine the vendor or model that recognised it
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

    /** There was a voice but no words with enough confidence; the caller should be asked again. */
    record Unclear(String callSid, int utterance, long startMs, long endMs) implements Transcript {}

    /** @param recoverable whether recognition continues with the next utterance */
    record RecognitionFailed(String callSid, String cause, boolean recoverable) implements Transcript {}

    /**
     * How much sound an engine received. Published when the stream ends or another engine takes over. Vendors bill by it.
     *
     * @param heardMs duration of the sound that was sent to the engine, including repeats
     */
    record Listened(String callSid, String engine, long heardMs) implements Transcript {}

    /**
     * A turn of the agent was synthesised.
     *
     * @param characters how many the engine was asked to speak; 0 for a turn from the phrase cache
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
