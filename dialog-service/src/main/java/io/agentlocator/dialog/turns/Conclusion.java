package io.agentlocator.dialog.turns;

import io.agentlocator.dialog.CallFacts;
import io.agentlocator.dialog.hebrew.DialogActs;
import io.agentlocator.dialog.lead.LeadProgress;
import io.agentlocator.dialog.lead.LeadWording;
import io.agentlocator.events.CallOutcome;
import io.agentlocator.events.CallOutcome.Disposition;
import io.agentlocator.events.LeadAnswers;

/** The outcome of a call: disposition, answers, and a summary in Hebrew for a person who reads nothing else. */
final class Conclusion {

    /** Of area, property type, budget, timing and telephone number. */
    private static final int QUALIFYING_FIELDS = 4;

    private final LeadTracker tracker;

    Conclusion(LeadTracker tracker) {
        this.tracker = tracker;
    }

    CallOutcome.Concluded of(CallFacts facts) {
        LeadProgress lead = tracker.progress(facts);
        Disposition disposition = disposition(facts, lead);
        return new CallOutcome.Concluded(
                facts.callSid(),
                disposition,
                lead.answers(),
                summary(disposition, lead.answers()),
                facts.callerTurns());
    }

    private static Disposition disposition(CallFacts facts, LeadProgress lead) {
        if (facts.wantsPerson()) {
            return Disposition.WANTS_PERSON;
        }
        if (facts.utterances().stream().anyMatch(one -> DialogActs.isNotInterested(one.text()))) {
            return Disposition.NOT_INTERESTED;
        }
        boolean whole =
                lead.confirmed() || lead.next(facts.callersPhone() != null).isEmpty();
        if (whole && lead.fieldsKnown() >= QUALIFYING_FIELDS) {
            return Disposition.QUALIFIED;
        }
        return lead.answers().equals(LeadAnswers.NONE) ? Disposition.NO_ANSWERS : Disposition.PARTIAL;
    }

    private static String summary(Disposition disposition, LeadAnswers answers) {
        String wishes = LeadWording.wishes(answers);
        String name = answers.name() == null ? "" : " שם: " + answers.name() + ".";
        String details = (wishes.isEmpty() ? "" : " " + wishes + ".") + name;
        return switch (disposition) {
            case QUALIFIED -> ("פנייה מלאה." + details).strip();
            case PARTIAL -> ("פנייה חלקית." + details).strip();
            case WANTS_PERSON -> ("ביקשו לדבר עם נציג." + details).strip();
            case NOT_INTERESTED -> "לא מעוניינים, אין לחזור אליהם.";
            case NO_ANSWERS -> "לא נמסרו פרטים בשיחה.";
        };
    }
}
