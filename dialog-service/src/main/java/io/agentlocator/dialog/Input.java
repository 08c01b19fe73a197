package io.agentlocator.dialog;

import io.agentlocator.dialog.LanguageModel.Done;
import io.agentlocator.events.CallEvent;

/** What moves a conversation. */
public sealed interface Input {

    /** An event of the call, of whatever topic. */
    record Happened(CallEvent event) implements Input {}

    /** The model has a sentence. */
    record ModelSaid(int turn, int answers, String sentence) implements Input {}

    /** The model has said all. */
    record ModelDone(int turn, int answers, Done done) implements Input {}

    /** The model that was asked has failed; another may be asked. */
    record ModelFailed(int turn, int answers, ModelFailure.Kind kind) implements Input {}

    /** No model is left that could be asked. */
    record NoModelLeft(int turn, int answers) implements Input {}

    /** Time has passed. */
    record Tick() implements Input {}

    /** The call's past was just folded; what is outstanding is to be done. */
    record Resume() implements Input {}
}
