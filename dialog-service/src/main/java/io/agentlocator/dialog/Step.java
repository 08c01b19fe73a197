package io.agentlocator.dialog;

import io.agentlocator.dialog.lead.Said;
import io.agentlocator.events.CallOutcome;
import io.agentlocator.events.LeadAnswers;
import io.agentlocator.events.Reply;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is to be done for a conversation. */
public sealed interface Step {

    record Say(Reply reply) implements Step {}

    /** The best model that is not being left alone is asked. */
    record AskModel(Question question) implements Step {}

    /**
     * The model at work is given up, and one that stands after it in the order is asked.
     *
     * @param cause why; {@link ModelFailure.Kind#TOO_SLOW} where it is still at work
     * @param sure whether there is no time left for a model that might not answer either
     */
    record NextModel(Question question, ModelFailure.Kind cause, boolean sure) implements Step {}

    /** What the model may still answer is of no interest. */
    record CancelModel(String callSid) implements Step {}

    record Conclude(CallOutcome.Concluded outcome) implements Step {}

    /**
     * What the model is asked.
     *
     * @param turn the turn that its answer becomes
     * @param answers the last utterance in the history
     * @param history what was said and heard, the caller's latest words last
     * @param already sentences of this turn that are said; the answer goes on from them
     * @param callersPhone E.164; null where the caller hides it
     * @param known what is known of the caller's wishes, whoever understood it: read from his words, or noted by another
     *     model and borne out by them
     */
    record Question(
            String callSid,
            int turn,
            int answers,
            List<Said> history,
            List<String> already,
            @Nullable String callersPhone,
            LeadAnswers known) {
        public Question {
            history = List.copyOf(history);
            already = List.copyOf(already);
        }
    }
}
