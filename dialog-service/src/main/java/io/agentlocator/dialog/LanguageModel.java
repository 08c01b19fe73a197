package io.agentlocator.dialog;

import io.agentlocator.events.LeadAnswers;
import java.util.function.Consumer;

/** Finds the agent's next words. */
public interface LanguageModel {

    /**
     * Answers sentence by sentence, each as soon as it is complete. Blocks. Runs on a virtual thread of its own, which is
     * interrupted when the answer is no longer needed; an implementation then closes its connection at once.
     *
     * @param sentences receives whole Hebrew sentences in order
     * @return how the call goes on after these words, and what the model noted
     * @throws ModelFailure also for an answer without words
     */
    Done answer(ModelRequest request, Consumer<String> sentences) throws ModelFailure, InterruptedException;

    /** @param noted the caller's answers as the model understood them; may hold more than the caller said */
    record Done(Ending ending, LeadAnswers noted, Cost cost) {
        public static Done with(Ending ending, String engine) {
            return new Done(ending, LeadAnswers.NONE, Cost.free(engine));
        }
    }

    /**
     * What an answer took.
     *
     * @param engine the name of the model
     * @param promptTokens as the vendor counts them, over all requests of the answer; 0 where there is no vendor
     */
    record Cost(String engine, int promptTokens, int completionTokens) {
        public static Cost free(String engine) {
            return new Cost(engine, 0, 0);
        }
    }

    /** How a call goes on after a turn. */
    enum Ending {
        GOES_ON,
        /** The conversation is over; the agent says goodbye. */
        GOODBYE,
        /** A person takes over. */
        PERSON
    }
}
