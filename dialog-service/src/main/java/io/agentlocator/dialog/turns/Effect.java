package io.agentlocator.dialog.turns;

import io.agentlocator.dialog.ModelFailure;
import io.agentlocator.dialog.ModelRequest;
import io.agentlocator.events.CallOutcome;
import io.agentlocator.events.Reply;

/** What is to be done for a conversation. */
public sealed interface Effect {

    record Say(Reply reply) implements Effect {}

    /** See {@link io.agentlocator.dialog.LanguageModels#ask}. */
    record AskModel(ModelRequest request) implements Effect {}

    /** See {@link io.agentlocator.dialog.LanguageModels#askNext}. */
    record AskNextModel(ModelRequest request, ModelFailure.Kind cause, boolean surest) implements Effect {}

    record CancelModel(String callSid) implements Effect {}

    record Conclude(CallOutcome.Concluded outcome) implements Effect {}
}
