package io.agentlocator.dialog;

import io.agentlocator.dialog.hebrew.CallerSays;
import io.agentlocator.dialog.hebrew.HebrewText;
import io.agentlocator.events.Reply.CancelReason;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What becomes of the agent's turn when the caller makes himself heard. */
final class Interruptions {

    private final RuleSettings settings;
    private final Answering answering;
    private final Mending mending;

    Interruptions(RuleSettings settings, Answering answering, Mending mending) {
        this.settings = settings;
        this.answering = answering;
        this.mending = mending;
    }

    /** An utterance has ended; its words, or that it had none, are among the facts. */
    void heard(Draft draft) {
        // Words that were spoken before a clip began wait for its end: nothing can be said until there is a stream.
        if (draft.facts().unanswered().isEmpty() || draft.facts().stream().playsClip()) {
            return;
        }
        switch (draft.conversation()) {
            case Conversation.Closing(CallFacts facts, AgentTurn turn) -> whileClosing(draft, turn);
            case Conversation.Speaking(CallFacts facts, AgentTurn turn, @Nullable Ask ask) ->
                whileSpeaking(draft, turn);
            case Conversation.Thinking(CallFacts facts, @Nullable Ask ask) -> {
                if (ask != null && onlyBackchannels(draft)) {
                    draft.asking(ask.widen(facts.lastUtterance()));
                } else {
                    answering.answer(draft);
                }
            }
            case Conversation.Greeting greeting -> {}
            case Conversation.Listening listening -> {}
            case Conversation.Ended ended -> {}
        }
    }

    /** Thanks and goodbyes do not keep a leaving agent, words do. */
    private void whileClosing(Draft draft, AgentTurn turn) {
        if (turn.over()) {
            return;
        }
        boolean keepsGoing = newest(draft).allMatch(one -> one.negligible() || CallerSays.isFarewell(one.text()));
        if (keepsGoing) {
            draft.resume(turn.number());
        } else {
            interrupt(draft);
            answering.answer(draft);
        }
    }

    private void whileSpeaking(Draft draft, AgentTurn turn) {
        Voice voice = draft.facts().voice();
        boolean negligible = newest(draft).allMatch(Utterance::negligible);
        boolean answersQuestion = turn.questionHeard(voice.sinceMs(), turn.stoppedMs() >= 0)
                && newest(draft).anyMatch(one -> CallerSays.isBareYesOrNo(one.text()));
        if (negligible && !answersQuestion) {
            draft.resume(turn.number());
            return;
        }
        interrupt(draft);
        answering.answer(draft);
    }

    /** Takes back what is on its way to the caller's ear. */
    void interrupt(Draft draft) {
        draft.stopModel();
        draft.takeBack();
    }

    /** Words before the end of the utterance: two that are no backchannel interrupt at once. */
    void hearing(Draft draft, String text) {
        boolean words = HebrewText.words(text).size() >= 2 && !new Utterance(0, text, false).negligible();
        if (words
                && draft.conversation()
                        instanceof Conversation.Speaking(CallFacts facts, AgentTurn turn, @Nullable Ask ask)
                && turn.started()
                && facts.voice().interrupting()) {
            interrupt(draft);
        }
    }

    void tick(Draft draft) {
        Voice voice = draft.facts().voice();
        long now = draft.nowMs();
        AgentTurn turn = draft.facts().current();
        if (turn != null && voice.interrupting()) {
            boolean leaving = draft.conversation() instanceof Conversation.Closing;
            if (voice.speaking() && !leaving && now - voice.sinceMs() >= settings.bargeInMs()) {
                interrupt(draft);
            } else if (!voice.speaking() && now - voice.endedMs() >= settings.resumeAfterMs()) {
                draft.resume(turn.number());
            }
            return;
        }
        AgentTurn last = draft.facts().lastTurn();
        boolean cutForNothing = draft.conversation() instanceof Conversation.Listening
                && last != null
                && last.cancelled() == CancelReason.BARGE_IN
                && !voice.speaking()
                && voice.endedMs() >= 0
                && now - voice.endedMs() >= settings.repeatAfterMs();
        if (cutForNothing && last != null) {
            mending.sayAgain(draft, last);
        }
    }

    private static boolean onlyBackchannels(Draft draft) {
        Ask ask = draft.asking();
        return ask != null
                && draft.facts().unanswered().stream()
                        .filter(one -> one.number() > ask.answers())
                        .allMatch(one -> CallerSays.isBackchannel(one.text()) || !one.understood());
    }

    /** What was said since; what the model is answering at this moment is older. */
    private static Stream<Utterance> newest(Draft draft) {
        Ask ask = draft.asking();
        int known = ask == null ? 0 : ask.answers();
        return draft.facts().unanswered().stream().filter(one -> one.number() > known);
    }
}
