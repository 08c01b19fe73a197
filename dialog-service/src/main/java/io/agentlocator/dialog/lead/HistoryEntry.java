package io.agentlocator.dialog.lead;

/** One entry of the conversation's history. */
public sealed interface HistoryEntry {

    String text();

    /** @param text empty where there was a voice but no words */
    record Caller(int utterance, String text) implements HistoryEntry {
        @Override
        public String toString() {
            return "Caller[" + utterance + ", " + text.length() + " chars]";
        }
    }

    /** A sentence of the agent that the caller has heard or is hearing. */
    record Agent(int turn, String text) implements HistoryEntry {
        @Override
        public String toString() {
            return "Agent[" + turn + ", " + text.length() + " chars]";
        }
    }
}
