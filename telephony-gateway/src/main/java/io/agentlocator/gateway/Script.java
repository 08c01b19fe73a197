package io.agentlocator.gateway;

import io.agentlocator.events.Call.Continuation;
import io.agentlocator.events.Masked;

/** What the caller hears next. */
public sealed interface Script {

    /** How the call goes on when its stream ends with this script. */
    default Continuation continuation() {
        return switch (this) {
            case Transfer transfer -> Continuation.TRANSFER;
            case Reply reply -> Continuation.SUPERSEDED;
            case Reconnect reconnect -> Continuation.RECONNECT;
            case Plain.ASK_FOR_MESSAGE, Plain.TAKE_MESSAGE -> Continuation.RECORD;
            case Plain.ANSWER, Plain.THANK_AND_HANG_UP, Plain.HANG_UP, Plain.NOTHING -> Continuation.HANG_UP;
        };
    }

    enum Plain implements Script {
        /** The greeting, then the conversation. */
        ANSWER,
        /** An apology, and a message is recorded. */
        ASK_FOR_MESSAGE,
        /** A message is recorded, as the agent has offered; without an apology. */
        TAKE_MESSAGE,
        /** Thanks for the message, and goodbye. */
        THANK_AND_HANG_UP,
        HANG_UP,
        /** Nothing: the caller has hung up, or another script runs the call. */
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

    /** The caller is transferred to a person. @param to E.164 or SIP address */
    record Transfer(String to) implements Script {
        @Override
        public String toString() {
            return "Transfer[to=" + Masked.phone(to) + "]";
        }
    }
}
