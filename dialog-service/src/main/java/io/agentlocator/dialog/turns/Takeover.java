package io.agentlocator.dialog.turns;

import io.agentlocator.dialog.AgentTurn;
import io.agentlocator.dialog.FixedPhrases;
import io.agentlocator.dialog.PendingRequest;
import io.agentlocator.dialog.Utterance;
import java.util.List;

/** Continues a turn that another process began: asks a model for the rest, or completes it. */
final class Takeover {

    private final FixedPhrases phrases;
    private final Answering answering;
    private final CallEnding ending;
    private final OpenQuestion openQuestion;

    Takeover(FixedPhrases phrases, Answering answering, CallEnding ending, OpenQuestion openQuestion) {
        this.phrases = phrases;
        this.answering = answering;
        this.ending = ending;
        this.openQuestion = openQuestion;
    }

    void resume(TransitionBuilder next, AgentTurn turn) {
        List<String> sentences = turn.sentences();
        String last = sentences.getLast();
        if (holdsOnlyFillers(turn)) {
            answerAfterFillers(next, turn);
        } else if (phrases.isGoodbye(last) || phrases.leadsToGoodbye(last)) {
            if (turn.completed()) {
                ending.leaveAfter(next, last);
            } else {
                ending.completeAndLeave(next, turn.number(), turn.answers(), false);
            }
        } else if (!turn.completed()) {
            if (sentences.stream().anyMatch(phrases::isOfTheRules) || last.endsWith("?")) {
                if (!last.endsWith("?")) {
                    next.sayMore(turn.number(), turn.answers(), openQuestion.orGoOn(next.facts()));
                }
                next.complete(turn.number());
            } else {
                answering.askModel(
                        next,
                        new PendingRequest(turn.number(), turn.answers(), next.nowMs()),
                        sentences.stream().filter(one -> !phrases.isFiller(one)).toList());
            }
        }
    }

    boolean holdsOnlyFillers(AgentTurn turn) {
        return turn.sentences().stream().allMatch(phrases::isFiller);
    }

    /** All unanswered utterances are answered in the same turn. */
    private void answerAfterFillers(TransitionBuilder next, AgentTurn turn) {
        List<Utterance> unanswered = next.facts().unanswered();
        int answers =
                unanswered.isEmpty() ? turn.follows() : unanswered.getLast().number();
        answering.askModel(next, new PendingRequest(turn.number(), answers, next.nowMs()), List.of());
    }
}
