package io.agentlocator.dialog;

import io.agentlocator.dialog.lead.Grounded;
import io.agentlocator.dialog.lead.KnownSoFar;
import io.agentlocator.dialog.lead.LeadReader;
import io.agentlocator.dialog.lead.Said;
import io.agentlocator.events.LeadAnswers;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What is known of the caller, whichever engine understood it. */
final class Knowledge {

    private final LeadReader leads;

    Knowledge(LeadReader leads) {
        this.leads = leads;
    }

    /** As read from the caller's words, and from a model's notes where his words bear them out. */
    KnownSoFar of(CallFacts facts) {
        String words = facts.utterances().stream().map(Utterance::text).collect(Collectors.joining(" "));
        return Grounded.in(leads.read(facts.history(), callersPhone(facts)), facts.noted(), words);
    }

    static @Nullable String callersPhone(CallFacts facts) {
        return CallerNumber.of(facts.caller());
    }

    /** Whether a person could call back: at the number of the call, or at one that the caller has told. */
    boolean reachable(CallFacts facts) {
        return callersPhone(facts) != null || of(facts).answers().phone() != null;
    }

    boolean nothingTold(CallFacts facts) {
        return of(facts).answers().equals(LeadAnswers.NONE);
    }

    /** @param already what is said of the turn, or is as good as said */
    Step.Question question(CallFacts facts, Ask ask, List<String> already) {
        List<Said> history = facts.history().stream()
                .filter(said -> !(said instanceof Said.Agent own) || own.turn() != ask.turn())
                .toList();
        return new Step.Question(
                facts.callSid(),
                ask.turn(),
                ask.asked(),
                history,
                already,
                callersPhone(facts),
                of(facts).answers());
    }
}
