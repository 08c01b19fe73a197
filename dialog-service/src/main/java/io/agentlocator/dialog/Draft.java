package io.agentlocator.dialog;

import io.agentlocator.dialog.lead.Latest;
import io.agentlocator.events.CallOutcome;
import io.agentlocator.events.LeadAnswers;
import io.agentlocator.events.Reply;
import io.agentlocator.events.Reply.CancelReason;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A step of a conversation in the making: what is decided is at once a fact, as it will be when the log tells it. */
final class Draft {

    private final long nowMs;
    private final List<Step> steps = new ArrayList<>();
    private CallFacts facts;
    private @Nullable Ask ask;

    Draft(CallFacts facts, @Nullable Ask ask, long nowMs) {
        this.facts = facts;
        this.ask = ask;
        this.nowMs = nowMs;
    }

    CallFacts facts() {
        return facts;
    }

    @Nullable
    Ask asking() {
        return ask;
    }

    long nowMs() {
        return nowMs;
    }

    Conversation conversation() {
        return Conversation.of(facts, ask);
    }

    Next next() {
        return new Next(conversation(), steps);
    }

    /** A whole turn in fixed words. */
    Draft sayTurn(int answers, List<String> sentences) {
        int turn = facts.nextTurn();
        for (int i = 0; i < sentences.size(); i++) {
            say(new Reply.Sentence(facts.callSid(), turn, i, answers, sentences.get(i)));
        }
        say(new Reply.Completed(facts.callSid(), turn, sentences.size()));
        return this;
    }

    Draft sayMore(int turn, int answers, String sentence) {
        return say(new Reply.Sentence(facts.callSid(), turn, facts.saidIn(turn).size(), answers, sentence));
    }

    Draft complete(int turn) {
        return say(new Reply.Completed(facts.callSid(), turn, facts.saidIn(turn).size()));
    }

    Draft cancel(int turn, CancelReason reason) {
        return say(new Reply.Cancelled(facts.callSid(), turn, reason));
    }

    /** What is on its way to the caller's ear shall not be heard. */
    Draft takeBack() {
        AgentTurn current = facts.current();
        return current == null
                ? this
                : cancel(current.number(), current.started() ? CancelReason.BARGE_IN : CancelReason.OVERTAKEN);
    }

    Draft resume(int turn) {
        return say(new Reply.Resumed(facts.callSid(), turn));
    }

    Draft say(Reply reply) {
        facts = facts.with(reply, nowMs);
        steps.add(new Step.Say(reply));
        return this;
    }

    Draft askModel(Ask asked, Step.Question question) {
        stopModel();
        ask = asked;
        steps.add(new Step.AskModel(question));
        return this;
    }

    /** Another model takes the question over from the one that is at work or has failed. */
    Draft nextModel(Ask asked, Step.Question question, ModelFailure.Kind cause, boolean sure) {
        ask = asked;
        steps.add(new Step.NextModel(question, cause, sure));
        return this;
    }

    /** What is known of the model at work has changed. */
    Draft asking(Ask changed) {
        ask = changed;
        return this;
    }

    /** What a model noted joins what is noted already; its latest word holds. */
    Draft note(LeadAnswers noted) {
        facts = facts.noting(Latest.of(facts.noted(), noted));
        return this;
    }

    Draft stopModel() {
        if (ask != null) {
            ask = null;
            steps.add(new Step.CancelModel(facts.callSid()));
        }
        return this;
    }

    /** The model has ended by itself. */
    Draft modelEnded() {
        ask = null;
        return this;
    }

    Draft conclude(CallOutcome.Concluded outcome) {
        facts = facts.with(outcome, nowMs);
        steps.add(new Step.Conclude(outcome));
        return this;
    }
}
