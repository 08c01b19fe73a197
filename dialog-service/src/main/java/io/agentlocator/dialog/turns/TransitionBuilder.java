package io.agentlocator.dialog.turns;

import io.agentlocator.dialog.AgentTurn;
import io.agentlocator.dialog.CallFacts;
import io.agentlocator.dialog.Conversation;
import io.agentlocator.dialog.ModelFailure;
import io.agentlocator.dialog.ModelRequest;
import io.agentlocator.dialog.PendingRequest;
import io.agentlocator.dialog.lead.AnswerMerge;
import io.agentlocator.events.CallOutcome;
import io.agentlocator.events.LeadAnswers;
import io.agentlocator.events.Reply;
import io.agentlocator.events.Reply.CancelReason;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Collects the effects of one input. Each one is folded into the facts at once, as it will be when it comes from the log. */
final class TransitionBuilder {

    private final long nowMs;
    private final List<Effect> effects = new ArrayList<>();
    private CallFacts facts;
    private @Nullable PendingRequest pending;

    TransitionBuilder(CallFacts facts, @Nullable PendingRequest pending, long nowMs) {
        this.facts = facts;
        this.pending = pending;
        this.nowMs = nowMs;
    }

    CallFacts facts() {
        return facts;
    }

    @Nullable
    PendingRequest pending() {
        return pending;
    }

    long nowMs() {
        return nowMs;
    }

    Conversation conversation() {
        return Conversation.of(facts, pending);
    }

    Transition build() {
        return new Transition(conversation(), effects);
    }

    /** Says a whole turn of fixed phrases. */
    void sayTurn(int answers, List<String> sentences) {
        int turn = facts.nextTurn();
        for (int i = 0; i < sentences.size(); i++) {
            say(new Reply.Sentence(facts.callSid(), turn, i, answers, sentences.get(i)));
        }
        say(new Reply.Completed(facts.callSid(), turn, sentences.size()));
    }

    void sayMore(int turn, int answers, String sentence) {
        say(new Reply.Sentence(facts.callSid(), turn, facts.saidIn(turn).size(), answers, sentence));
    }

    void complete(int turn) {
        say(new Reply.Completed(facts.callSid(), turn, facts.saidIn(turn).size()));
    }

    void cancel(int turn, CancelReason reason) {
        say(new Reply.Cancelled(facts.callSid(), turn, reason));
    }

    /** Cancels the turn that is on its way to the caller. */
    void cancelCurrentTurn() {
        AgentTurn current = facts.current();
        if (current != null) {
            cancel(current.number(), current.started() ? CancelReason.BARGE_IN : CancelReason.OVERTAKEN);
        }
    }

    void resume(int turn) {
        say(new Reply.Resumed(facts.callSid(), turn));
    }

    void say(Reply reply) {
        facts = facts.with(reply, nowMs);
        effects.add(new Effect.Say(reply));
    }

    void askModel(PendingRequest asked, ModelRequest request) {
        cancelModel();
        pending = asked;
        effects.add(new Effect.AskModel(request));
    }

    /** Another model takes the request over from the one that is at work or has failed. */
    void askNextModel(PendingRequest asked, ModelRequest request, ModelFailure.Kind cause, boolean surest) {
        pending = asked;
        effects.add(new Effect.AskNextModel(request, cause, surest));
    }

    void update(PendingRequest changed) {
        pending = changed;
    }

    /** Adds what a model noted to what is noted already. The latest note wins. */
    void note(LeadAnswers noted) {
        facts = facts.noting(AnswerMerge.latest(facts.noted(), noted));
    }

    void cancelModel() {
        if (pending != null) {
            pending = null;
            effects.add(new Effect.CancelModel(facts.callSid()));
        }
    }

    /** The model has ended by itself. */
    void modelEnded() {
        pending = null;
    }

    void conclude(CallOutcome.Concluded outcome) {
        facts = facts.with(outcome, nowMs);
        effects.add(new Effect.Conclude(outcome));
    }
}
