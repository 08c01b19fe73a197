package io.agentlocator.dialog.turns;

import io.agentlocator.dialog.AgentTurn;
import io.agentlocator.dialog.CallFacts;
import io.agentlocator.dialog.Conversation;
import io.agentlocator.dialog.PendingRequest;
import io.agentlocator.dialog.Utterance;
import io.agentlocator.dialog.VoiceState;
import io.agentlocator.dialog.hebrew.DialogActs;
import io.agentlocator.dialog.hebrew.HebrewText;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether the caller's voice cuts the agent's turn. media-ingest has the sound on hold already; the decision is to
 * cancel the turn or to resume it.
 */
final class BargeIn {

    /** Before an utterance ends, this many words that are no backchannel cut the turn. */
    private static final int INTERIM_WORDS = 2;

    private final TurnSettings settings;

    BargeIn(TurnSettings settings) {
        this.settings = settings;
    }

    /**
     * The caller's utterance ended while the agent speaks.
     *
     * @return whether the turn was cut, so that the utterance needs an answer
     */
    boolean utteranceEnded(TransitionBuilder next, AgentTurn turn) {
        boolean negligible = newUtterances(next).allMatch(Utterance::negligible);
        boolean answersQuestion = turn.questionHeard(next.facts().voice().sinceMs())
                && newUtterances(next).anyMatch(one -> DialogActs.isBareYesOrNo(one.text()));
        return resumeOrCut(next, turn, negligible && !answersQuestion);
    }

    /**
     * The caller's utterance ended while the agent says goodbye. Thanks and goodbyes do not keep the call open, other words
     * do.
     *
     * @return whether the turn was cut, so that the utterance needs an answer
     */
    boolean utteranceEndedDuringGoodbye(TransitionBuilder next, AgentTurn turn) {
        if (turn.over()) {
            return false;
        }
        return resumeOrCut(
                next, turn, newUtterances(next).allMatch(one -> one.negligible() || DialogActs.isFarewell(one.text())));
    }

    private static boolean resumeOrCut(TransitionBuilder next, AgentTurn turn, boolean resume) {
        if (resume) {
            next.resume(turn.number());
            return false;
        }
        cut(next);
        return true;
    }

    /** Words before the end of the utterance. */
    void interim(TransitionBuilder next, String text) {
        boolean words = HebrewText.words(text).size() >= INTERIM_WORDS && !Utterance.isNegligible(text);
        if (words
                && next.conversation()
                        instanceof
                        Conversation.Speaking(CallFacts facts, AgentTurn turn, @Nullable PendingRequest pending)
                && turn.started()
                && facts.voice().interrupting()) {
            cut(next);
        }
    }

    /** A voice that lasts cuts the turn before its words are known; a sound that ended without words does not. */
    void tick(TransitionBuilder next, AgentTurn turn) {
        VoiceState voice = next.facts().voice();
        boolean goodbye = next.conversation() instanceof Conversation.Closing;
        if (!goodbye && voice.speakingFor(settings.bargeInMs(), next.nowMs())) {
            cut(next);
        } else if (voice.silentFor(settings.resumeAfterMs(), next.nowMs())) {
            next.resume(turn.number());
        }
    }

    static void cut(TransitionBuilder next) {
        next.cancelModel();
        next.cancelCurrentTurn();
    }

    /** The utterances that the pending request does not cover. */
    private static Stream<Utterance> newUtterances(TransitionBuilder next) {
        PendingRequest pending = next.pending();
        int known = pending == null ? 0 : pending.answers();
        return next.facts().unanswered().stream().filter(one -> one.number() > known);
    }
}
