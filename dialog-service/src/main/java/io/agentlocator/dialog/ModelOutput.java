package io.agentlocator.dialog;

import io.agentlocator.dialog.LanguageModel.Done;

/** What comes back for a {@link ModelRequest}. Turn and utterance name the request. */
public sealed interface ModelOutput {

    int turn();

    /** The last utterance that the request knew. */
    int answers();

    record Sentence(int turn, int answers, String text) implements ModelOutput {}

    /** The answer is whole. */
    record Finished(int turn, int answers, Done done) implements ModelOutput {}

    /** The model has failed; another may be asked. */
    record Failed(int turn, int answers, ModelFailure.Kind kind) implements ModelOutput {}

    /** No model is left that could be asked. */
    record NoModelLeft(int turn, int answers) implements ModelOutput {}
}
