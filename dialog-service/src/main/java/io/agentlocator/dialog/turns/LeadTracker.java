package io.agentlocator.dialog.turns;

import io.agentlocator.dialog.CallFacts;
import io.agentlocator.dialog.Utterance;
import io.agentlocator.dialog.lead.GroundedNotes;
import io.agentlocator.dialog.lead.LeadProgress;
import io.agentlocator.dialog.lead.LeadReader;
import io.agentlocator.events.LeadAnswers;
import java.util.stream.Collectors;

/** What is known of the caller's wishes at this point of the call, whichever model understood it. */
final class LeadTracker {

    private final LeadReader leads;

    LeadTracker(LeadReader leads) {
        this.leads = leads;
    }

    /** Reads the caller's words; adds a model's notes where those words confirm them. */
    LeadProgress progress(CallFacts facts) {
        String words = facts.utterances().stream().map(Utterance::text).collect(Collectors.joining(" "));
        return GroundedNotes.fill(leads.read(facts.history(), facts.callersPhone()), facts.noted(), words);
    }

    /** Whether a person could call back: at the number of the call, or at one that the caller gave. */
    boolean reachable(CallFacts facts) {
        return facts.callersPhone() != null || progress(facts).answers().phone() != null;
    }

    boolean nothingKnown(CallFacts facts) {
        return progress(facts).answers().equals(LeadAnswers.NONE);
    }
}
