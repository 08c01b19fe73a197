package io.agentlocator.dialog;

import io.agentlocator.dialog.lead.Said;
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
        AgentTurn last = facts.lastTurn();
        int sequence = last != null && last.number() == turn ? last.sentences().size() : 0;
        return say(new Reply.Sentence(facts.callSid(), turn, sequence, answers, sentence));
    }

    Draft complete(int turn) {
        AgentTurn last = facts.lastTurn();
        int sentences = last != null && last.number() == turn ? last.sentences().size() : 0;
        return say(new Reply.Completed(facts.callSid(), turn, sentences));
    }

    Draft cancel(int turn, CancelReason reason) {
        return say(new Reply.Cancelled(facts.callSid(), turn, reason));
    }

    Draft resume(int turn) {
        return say(new Reply.Resumed(facts.callSid(), turn));
    }

    Draft say(Reply reply) {
        facts = facts.with(reply, nowMs);
        steps.add(new Step.Say(reply));
        return this;
    }

    Draft askModel(Ask question, List<String> already, @Nullable String callersPhone) {
        stopModel();
        ask = question;
        steps.add(new Step.AskModel(new Step.Question(
                facts.callSid(),
                question.turn(),
                question.asked(),
                facts.history().stream()
                        .filter(said -> !(said instanceof Said.Agent own) || own.turn() != question.turn())
                        .toList(),
                already,
                callersPhone)));
        return this;
    }

    /** What is known of the model at work has changed. */
    Draft asking(Ask changed) {
        ask = changed;
        return this;
    }

    Draft note(LeadAnswers noted) {
        facts = facts.noting(noted);
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
