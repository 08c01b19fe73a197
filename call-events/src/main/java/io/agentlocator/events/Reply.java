package io.agentlocator.events;

/** What the agent says and does next. Written by dialog-service. */
public sealed interface Reply extends CallEvent {

    /** The agent's turn, counted from 1 within the call. */
    int turn();

    /**
     * One sentence, as a person would read it; numbers and abbreviations are made speakable by speech-service.
     *
     * @param sequence place within the turn, from 0
     * @param answers the last utterance that this turn takes into account; 0 for a turn that answers none
     */
    record Sentence(String callSid, int turn, int sequence, int answers, String text) implements Reply {
        @Override
        public String toString() {
            return "Sentence[callSid=" + callSid + ", turn=" + turn + ", sequence=" + sequence + ", " + text.length()
                    + " chars]";
        }
    }

    /** The turn has no more sentences. */
    record Completed(String callSid, int turn, int sentences) implements Reply {}

    /** What is not yet heard of the turn must not be heard. */
    record Cancelled(String callSid, int turn, CancelReason reason) implements Reply {}

    /** The caller's sound was no interruption; the turn goes on where it was held. */
    record Resumed(String callSid, int turn) implements Reply {}

    /** After the turn the caller is handed to a person. @param to E.164 or SIP address */
    record Transfer(String callSid, int turn, String to) implements Reply {
        @Override
        public String toString() {
            return "Transfer[callSid=" + callSid + ", turn=" + turn + ", to=" + Masked.phone(to) + "]";
        }
    }

    /** After the turn the caller is asked to leave a message, which is recorded. */
    record TakeMessage(String callSid, int turn) implements Reply {}

    /** After the turn the call is hung up. */
    record HangUp(String callSid, int turn) implements Reply {}

    /**
     * What it took to find the turn's words; told once for a turn that a model was asked for, also where another engine
     * answered in its place. Asks for nothing.
     *
     * @param engine the model or engine whose words these are
     * @param firstWordsMs from the question to the first sentence
     * @param promptTokens as the vendor counts them; 0 where there are none to count
     */
    record Composed(
            String callSid,
            int turn,
            String engine,
            long firstWordsMs,
            long tookMs,
            int promptTokens,
            int completionTokens)
            implements Reply {}

    enum CancelReason {
        BARGE_IN,
        /** The caller went on talking before the turn was heard; a new turn answers both. */
        OVERTAKEN,
        CALL_ENDED
    }
}
