package io.agentlocator.dialog;

import java.util.List;

/** Where a conversation stands after an input, and what is to be done, in this order. */
public record Next(Conversation conversation, List<Step> steps) {
    public Next {
        steps = List.copyOf(steps);
    }
}
