package io.agentlocator.dialog;

import org.jspecify.annotations.Nullable;

/** Where a call's conversation stands. All of it but a model that is at work follows from the call's events. */
public sealed interface Conversation {

    CallFacts facts();

    default String callSid() {
        return facts().callSid();
    }

    /** The greeting plays, or will; nobody can be heard yet. */
    record Greeting(CallFacts facts) implements Conversation {}

    /** It is the caller's turn. */
    record Listening(CallFacts facts) implements Conversation {}

    /** The caller waits for an answer, of which nothing is said yet. @param ask null until the model is asked */
    record Thinking(CallFacts facts, @Nullable Ask ask) implements Conversation {}

    /** A turn is on its way to the caller's ear. @param ask the model that still adds to it; null when it is done */
    record Speaking(
            CallFacts facts, AgentTurn turn, @Nullable Ask ask) implements Conversation {}

    /** As {@link Speaking}; the call ends when the turn was heard. */
    record Closing(CallFacts facts, AgentTurn turn) implements Conversation {}

    /** Nothing more is said. */
    record Ended(CallFacts facts) implements Conversation {}

    static Conversation of(CallFacts facts, @Nullable Ask ask) {
        if (facts.over()) {
            return new Ended(facts);
        }
        AgentTurn last = facts.lastTurn();
        if (last != null && last.leaves() && last.cancelled() == null) {
            return new Closing(facts, last);
        }
        AgentTurn current = facts.current();
        if (current != null && !current.sentences().isEmpty()) {
            return new Speaking(facts, current, ask);
        }
        if (ask != null || !facts.unanswered().isEmpty()) {
            return new Thinking(facts, ask);
        }
        return facts.stream().opened() ? new Listening(facts) : new Greeting(facts);
    }

    default @Nullable Ask asking() {
        return switch (this) {
            case Thinking thinking -> thinking.ask();
            case Speaking speaking -> speaking.ask();
            case Greeting greeting -> null;
            case Listening listening -> null;
            case Closing closing -> null;
            case Ended ended -> null;
        };
    }
}
