package io.agentlocator.dialog.turns;

import io.agentlocator.dialog.CallFacts;
import io.agentlocator.dialog.CallFacts.Mark;
import io.agentlocator.dialog.FixedPhrases;
import io.agentlocator.dialog.ModelFailure;
import io.agentlocator.dialog.ModelRequest;
import io.agentlocator.dialog.PendingRequest;
import io.agentlocator.dialog.Utterance;
import io.agentlocator.dialog.hebrew.DialogActs;
import io.agentlocator.dialog.lead.HistoryEntry;
import java.util.List;
import java.util.stream.Collectors;

/** Answers the caller: with a fixed phrase where a rule applies, through a language model otherwise. */
final class Answering {

    private final FixedPhrases phrases;
    private final LeadTracker tracker;
    private final CallEnding ending;
    private final Reprompts reprompts;
    private final OpenQuestion openQuestion;

    Answering(
            FixedPhrases phrases,
            LeadTracker tracker,
            CallEnding ending,
            Reprompts reprompts,
            OpenQuestion openQuestion) {
        this.phrases = phrases;
        this.tracker = tracker;
        this.ending = ending;
        this.reprompts = reprompts;
        this.openQuestion = openQuestion;
    }

    /** Answers all unanswered utterances in one turn. No earlier turn may be on its way to the caller. */
    void answer(TransitionBuilder next) {
        CallFacts facts = next.facts();
        List<Utterance> unanswered = facts.unanswered();
        if (unanswered.isEmpty()) {
            return;
        }
        next.cancelModel();
        int utterance = unanswered.getLast().number();
        String words = unanswered.stream()
                .map(Utterance::text)
                .filter(text -> !text.isBlank())
                .collect(Collectors.joining(" "));
        if (facts.is(Mark.OVERLONG)) {
            ending.close(next, utterance, phrases.phrase("overlong"));
        } else if (words.isBlank()) {
            if (!reprompts.unclear(next, utterance)) {
                askModel(next, new PendingRequest(facts.nextTurn(), utterance, next.nowMs()), List.of());
            }
        } else if (DialogActs.wantsPerson(words) || facts.wantsPerson() && !ending.promisedPerson(facts)) {
            ending.toPerson(next);
        } else if (DialogActs.isNotInterested(words)) {
            ending.close(next, utterance, phrases.phrase("not_interested"));
        } else if (DialogActs.isFarewell(words)) {
            ending.close(next, utterance, tracker.nothingKnown(facts) ? null : phrases.phrase("done.contact"));
        } else if (DialogActs.asksAgain(words)) {
            next.sayTurn(utterance, List.of(openQuestion.orGreeting(facts)));
        } else if (DialogActs.asksToWait(words)) {
            next.sayTurn(utterance, List.of(phrases.variant("wait", facts.nextTurn())));
        } else {
            askModel(next, new PendingRequest(facts.nextTurn(), utterance, next.nowMs()), List.of());
        }
    }

    /** @param already sentences of the turn that are published; the answer continues them */
    void askModel(TransitionBuilder next, PendingRequest pending, List<String> already) {
        next.askModel(pending, request(next.facts(), pending, already));
    }

    void askNextModel(
            TransitionBuilder next,
            PendingRequest pending,
            List<String> already,
            ModelFailure.Kind cause,
            boolean surest) {
        next.askNextModel(pending, request(next.facts(), pending, already), cause, surest);
    }

    private ModelRequest request(CallFacts facts, PendingRequest pending, List<String> already) {
        List<HistoryEntry> history = facts.history().stream()
                .filter(entry -> !(entry instanceof HistoryEntry.Agent own) || own.turn() != pending.turn())
                .toList();
        return new ModelRequest(
                facts.callSid(),
                pending.turn(),
                pending.asked(),
                history,
                already,
                facts.callersPhone(),
                tracker.progress(facts).answers());
    }
}
