package io.agentlocator.gateway;

import io.agentlocator.events.Masked;

/** What the caller goes through next. */
public sealed interface Script {

    enum Plain implements Script {
        /** The greeting, then the conversation. */
        ANSWER,
        /** An apology, and a message is recorded. */
        ASK_FOR_MESSAGE,
        /** A message is recorded, as the agent has offered. */
        TAKE_MESSAGE,
        /** Thanks for the message, and goodbye. */
        THANK_AND_HANG_UP,
        HANG_UP,
        /** Nothing: the caller has gone, or another script has taken over. */
        NOTHING
    }

    /** The agent's turn is played, then the conversation goes on. */
    record Reply(Clip clip) implements Script {}

    /**
     * The conversation goes on at once, on a new stream.
     *
     * @param afterTurn the turn whose document opened the stream that was handed back; 0 for the greeting
     */
    record Reconnect(int afterTurn) implements Script {}

    /** The caller is put through to a person. @param to E.164 or SIP address */
    record Transfer(String to) implements Script {
        @Override
        public String toString() {
            return "Transfer[to=" + Masked.phone(to) + "]";
        }
    }
}
