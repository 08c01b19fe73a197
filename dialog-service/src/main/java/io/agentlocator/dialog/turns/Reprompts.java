package io.agentlocator.dialog.turns;

import io.agentlocator.dialog.AgentTurn;
import io.agentlocator.dialog.CallFacts;
import io.agentlocator.dialog.CallFacts.Mark;
import io.agentlocator.dialog.Conversation;
import io.agentlocator.dialog.FixedPhrases;
import java.util.List;

/**
 * Asks again: a caller who is silent, or whose words were not understood. How often one slot is asked for is {@link
 * io.agentlocator.dialog.lead.LeadReader#MOST_QUESTIONS}.
 */
final class Reprompts {

    /** At this many silences in a row the agent says goodbye. */
    private static final int SILENCES_TO_GOODBYE = 3;

    /** So many unclear utterances in a row are asked for again; after those the conversation moves on. */
    private static final int UNCLEAR_ASKED_AGAIN = 2;

    /** At this many unclear utterances in a row the agent says goodbye. */
    private static final int UNCLEAR_TO_GOODBYE = 5;

    private final FixedPhrases phrases;
    private final CallEnding ending;
    private final OpenQuestion openQuestion;

    Reprompts(FixedPhrases phrases, CallEnding ending, OpenQuestion openQuestion) {
        this.phrases = phrases;
        this.ending = ending;
        this.openQuestion = openQuestion;
    }

    /** @param silences how many times in a row the caller has been silent */
    void callerSilent(TransitionBuilder next, int silences) {
        switch (next.conversation()) {
            case Conversation.Listening listening -> {
                if (next.facts().is(Mark.OVERLONG)) {
                    ending.close(next, 0, phrases.phrase("overlong"));
                } else if (silences >= SILENCES_TO_GOODBYE) {
                    ending.close(next, 0, phrases.phrase("silent.bye"));
                } else {
                    next.sayTurn(0, reprompt(next.facts(), silences));
                }
            }
            // The goodbye was heard and the line is still open: the call is ended again.
            case Conversation.Closing(CallFacts facts, AgentTurn turn) -> {
                if (turn.finished()) {
                    ending.leaveAfter(
                            next,
                            turn.sentences().isEmpty() ? "" : turn.sentences().getLast());
                }
            }
            case Conversation.Greeting greeting -> {}
            case Conversation.Thinking thinking -> {}
            case Conversation.Speaking speaking -> {}
            case Conversation.Ended ended -> {}
        }
    }

    private List<String> reprompt(CallFacts facts, int silences) {
        String question = openQuestion.in(facts);
        return question == null
                ? List.of(phrases.variant("silent.greeting", silences - 1))
                : List.of(phrases.variant("silent", silences - 1), question);
    }

    /** @return whether the utterance is dealt with; if not, the conversation moves on */
    boolean unclear(TransitionBuilder next, int utterance) {
        int times = next.facts().unclearInARow();
        if (times <= UNCLEAR_ASKED_AGAIN) {
            next.sayTurn(utterance, List.of(phrases.variant("unclear", times - 1)));
            return true;
        }
        if (times >= UNCLEAR_TO_GOODBYE) {
            ending.close(next, utterance, phrases.phrase("unclear.message"));
            return true;
        }
        return false;
    }
}
