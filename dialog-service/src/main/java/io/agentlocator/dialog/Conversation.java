package io.agentlocator.dialog;

import org.jspecify.annotations.Nullable;

/** The state of a call's conversation. All but the pending request follows from the call's events. */
public sealed interface Conversation {

    CallFacts facts();

    default String callSid() {
        return facts().callSid();
    }

    /** The greeting plays, or will; no stream has opened yet. */
    record Greeting(CallFacts facts) implements Conversation {}

    /** It is the caller's turn. */
    record Listening(CallFacts facts) implements Conversation {}

    /**
     * The caller waits for an answer of which nothing is said yet.
     *
     * @param pending null until a model is asked
     */
    record Thinking(CallFacts facts, @Nullable PendingRequest pending) implements Conversation {}

    /**
     * A turn is on its way to the caller.
     *
     * @param pending the request whose answer still adds to it; null for none
     */
    record Speaking(
            CallFacts facts, AgentTurn turn, @Nullable PendingRequest pending) implements Conversation {}

    /** As {@link Speaking}; the call ends when the turn was heard. */
    record Closing(CallFacts facts, AgentTurn turn) implements Conversation {}

    /** Nothing more is said. */
    record Ended(CallFacts facts) implements Conversation {}

    static Conversation of(CallFacts facts, @Nullable PendingRequest pending) {
        if (facts.over()) {
            return new Ended(facts);
        }
        AgentTurn last = facts.lastTurn();
        if (last != null && last.leavesCall() && last.cancelled() == null) {
            return new Closing(facts, last);
        }
        AgentTurn current = facts.current();
        if (current != null && !current.sentences().isEmpty()) {
            return new Speaking(facts, current, pending);
        }
        if (pending != null || !facts.unanswered().isEmpty()) {
            return new Thinking(facts, pending);
        }
        return facts.stream().opened() ? new Listening(facts) : new Greeting(facts);
    }

    default @Nullable PendingRequest pendingRequest() {
        return switch (this) {
            case Thinking thinking -> thinking.pending();
            case Speaking speaking -> speaking.pending();
            case Greeting greeting -> null;
            case Listening listening -> null;
            case Closing closing -> null;
            case Ended ended -> null;
        };
    }
}
