package io.agentlocator.dialog.turns;

import io.agentlocator.dialog.ModelOutput;
import io.agentlocator.events.CallEvent;

/** What moves a conversation. */
public sealed interface Input {

    /** An event of the call, from any topic. */
    record Happened(CallEvent event) implements Input {}

    record Answered(ModelOutput output) implements Input {}

    /** Time has passed. */
    record Tick() implements Input {}

    /** This process has taken the call over and has folded its past. What is outstanding is to be done. */
    record Resume() implements Input {}
}
