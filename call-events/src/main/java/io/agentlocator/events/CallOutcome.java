package io.agentlocator.events;

/** The result of a conversation. Written by dialog-service once per call, when it ends. */
public sealed interface CallOutcome extends CallEvent {

    /**
     * @param answers what the caller said about himself, never what the agent said
     * @param summary one or two Hebrew sentences for a person
     * @param callerTurns how many of the caller's utterances were understood
     */
    record Concluded(String callSid, Disposition disposition, LeadAnswers answers, String summary, int callerTurns)
            implements CallOutcome {
        @Override
        public String toString() {
            return "Concluded[callSid=" + callSid + ", disposition=" + disposition + ", callerTurns=" + callerTurns
                    + "]";
        }
    }

    enum Disposition {
        /** All required answers are known and were read back. */
        QUALIFIED,
        /** Some answers are known. */
        PARTIAL,
        /** The caller asked for a person. */
        WANTS_PERSON,
        /** The caller does not want what the business offers, or not to be called. */
        NOT_INTERESTED,
        /** The caller said nothing that could be used. */
        NO_ANSWERS
    }
}
