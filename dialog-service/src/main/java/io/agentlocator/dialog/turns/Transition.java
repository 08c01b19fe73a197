package io.agentlocator.dialog.turns;

import io.agentlocator.dialog.Conversation;
import java.util.List;

/** The state of a conversation after an input, and what is to be done, in this order. */
public record Transition(Conversation conversation, List<Effect> effects) {
    public Transition {
        effects = List.copyOf(effects);
    }
}
