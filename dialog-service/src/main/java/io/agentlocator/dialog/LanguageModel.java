package io.agentlocator.dialog;

import io.agentlocator.dialog.Step.Question;
import io.agentlocator.events.LeadAnswers;
import java.util.function.Consumer;

/** Finds the agent's next words. */
public interface LanguageModel {

    /**
     * Answers sentence by sentence, as soon as each is known. Blocks; runs on a virtual thread of its own, and is
     * interrupted when the answer is no longer wanted: then the connection to a vendor is closed at once.
     *
     * @param sentences takes whole Hebrew sentences in order
     * @return how the call goes on after these words, and what the model noted of them
     * @throws ModelFailure also when there was no word at all: an empty answer is none
     */
    Done answer(Question question, Consumer<String> sentences) throws ModelFailure, InterruptedException;

    /** @param noted what the caller told of himself, as the model understood it; may be more than is true */
    record Done(Ending ending, LeadAnswers noted, Cost cost) {
        public static Done with(Ending ending, String engine) {
            return new Done(ending, LeadAnswers.NONE, Cost.free(engine));
        }
    }

    /**
     * What an answer took.
     *
     * @param engine the model whose words these are
     * @param promptTokens as the vendor counts them, over all requests of the answer; 0 where there are none to count
     */
    record Cost(String engine, int promptTokens, int completionTokens) {
        public static Cost free(String engine) {
            return new Cost(engine, 0, 0);
        }
    }

    /** How a call goes on after a turn. */
    enum Ending {
        GOES_ON,
        /** The conversation has reached its end; goodbye is to be said. */
        GOODBYE,
        /** A person is to take over. */
        PERSON
    }
}
