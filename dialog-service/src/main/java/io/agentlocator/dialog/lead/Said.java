package io.agentlocator.dialog.lead;

/** One contribution to the conversation, in the order in which they were made. */
public sealed interface Said {

    String text();

    /** @param text the words; empty where a voice was heard but nothing was understood */
    record Caller(int utterance, String text) implements Said {
        @Override
        public String toString() {
            return "Caller[" + utterance + ", " + text.length() + " chars]";
        }
    }

    /** A sentence of the agent that the caller has heard, or is hearing. */
    record Agent(int turn, String text) implements Said {
        @Override
        public String toString() {
            return "Agent[" + turn + ", " + text.length() + " chars]";
        }
    }
}
