package io.agentlocator.dialog.turns;

import io.agentlocator.dialog.AgentTurn;
import io.agentlocator.dialog.CallFacts;
import io.agentlocator.dialog.CallFacts.Mark;
import io.agentlocator.dialog.Conversation;
import io.agentlocator.dialog.FixedPhrases;
import io.agentlocator.dialog.PendingRequest;
import io.agentlocator.events.Reply.CancelReason;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Gets a stuck conversation going again: after a fault of ours, a lost stream, or a turn that was cut for nothing. */
final class Recovery {

    private final TurnSettings settings;
    private final FixedPhrases phrases;
    private final Answering answering;
    private final CallEnding ending;
    private final OpenQuestion openQuestion;

    Recovery(
            TurnSettings settings,
            FixedPhrases phrases,
            Answering answering,
            CallEnding ending,
            OpenQuestion openQuestion) {
        this.settings = settings;
        this.phrases = phrases;
        this.answering = answering;
        this.ending = ending;
        this.openQuestion = openQuestion;
    }

    /** The watchdog reports that the caller has spoken and hears nothing. */
    void agentSilent(TransitionBuilder next) {
        switch (next.conversation()) {
            case Conversation.Listening listening ->
                next.sayTurn(0, List.of(phrases.variant("unclear", next.facts().nextTurn())));
            case Conversation.Thinking(CallFacts facts, @Nullable PendingRequest pending) -> {
                if (pending == null) {
                    answering.answer(next);
                } else {
                    next.sayMore(pending.turn(), 0, phrases.phrase("filler.late"));
                }
            }
            case Conversation.Speaking speaking -> {
                if (!speaking.turn().started()) {
                    apologise(next);
                }
            }
            case Conversation.Greeting greeting -> {}
            case Conversation.Closing closing -> {}
            case Conversation.Ended ended -> {}
        }
    }

    /** Cancels whatever was on its way, apologises, and asks the open question again. */
    void apologise(TransitionBuilder next) {
        if (next.facts().over()) {
            return;
        }
        next.cancelModel();
        int utterance = next.facts().lastUtterance();
        String question = openQuestion.orGoOn(next.facts());
        AgentTurn current = next.facts().current();
        if (current != null) {
            next.cancel(current.number(), CancelReason.OVERTAKEN);
        }
        next.sayTurn(utterance, List.of(phrases.phrase("apology.1"), question));
    }

    /** Whether the last turn is an apology already. */
    boolean apologising(CallFacts facts) {
        AgentTurn last = facts.lastTurn();
        return last != null && last.sentences().contains(phrases.phrase("apology.1"));
    }

    /** A new stream opened after one that broke. The sound that was on its way is lost. */
    void streamIsBack(TransitionBuilder next) {
        if (next.conversation() instanceof Conversation.Ended) {
            return;
        }
        if (next.facts().is(Mark.DEAF)) {
            ending.recognitionFailed(next);
            return;
        }
        if (!next.facts().unanswered().isEmpty()) {
            answering.answer(next);
            return;
        }
        AgentTurn current = next.facts().current();
        boolean leaves = current != null && current.leavesCall();
        if (current != null) {
            next.cancelModel();
            next.cancel(current.number(), CancelReason.OVERTAKEN);
        }
        if (leaves) {
            ending.close(next, 0, null);
            return;
        }
        next.sayTurn(
                current == null ? 0 : current.answers(),
                List.of(phrases.phrase("line_back.1"), openQuestion.orGreeting(next.facts())));
    }

    /** A turn was cut, and no words followed: says again what was not heard of it. */
    void repeatTurnCutForNothing(TransitionBuilder next) {
        AgentTurn last = next.facts().lastTurn();
        if (last != null
                && last.cancelled() == CancelReason.BARGE_IN
                && next.conversation() instanceof Conversation.Listening
                && next.facts().voice().silentFor(settings.repeatAfterMs(), next.nowMs())) {
            next.sayTurn(0, unheard(next.facts(), last));
        }
    }

    private List<String> unheard(CallFacts facts, AgentTurn cut) {
        var unheard = new ArrayList<>(
                cut.sentences().subList(cut.heard().size(), cut.sentences().size()));
        return unheard.isEmpty() ? List.of(openQuestion.orGoOn(facts)) : unheard;
    }
}
