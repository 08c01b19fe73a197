package io.agentlocator.events;

/** What the agent says and does next. Written by dialog-service. */
public sealed interface Reply extends CallEvent {

    /** The agent's turn, counted from 1 within the call. */
    int turn();

    /**
     * One sentence, as a person would read it. speech-service spells out numbers and abbreviations.
     *
     * @param sequence position within the turn, from 0
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

    /** Sentences of the turn that are not heard yet must not be heard. */
    record Cancelled(String callSid, int turn, CancelReason reason) implements Reply {}

    /** The caller's sound was no interruption; the turn continues where it was held. */
    record Resumed(String callSid, int turn) implements Reply {}

    /**
     * After the turn the caller is transferred to a person.
     *
     * @param to E.164 or SIP address
     */
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
     * The cost of composing the turn. Published once for a turn for which a model was asked, even if another engine
     * answered in its place. A report: it asks for nothing.
     *
     * @param engine the model or engine that composed the sentences
     * @param firstWordsMs from the request to the first sentence
     * @param promptTokens as the vendor counts them; 0 where none were counted
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
        /** The caller continued to talk before the turn was heard; a new turn answers both. */
        OVERTAKEN,
        CALL_ENDED
    }
}
