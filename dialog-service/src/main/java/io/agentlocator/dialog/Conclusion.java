package io.agentlocator.dialog;

import io.agentlocator.dialog.hebrew.CallerSays;
import io.agentlocator.dialog.lead.KnownSoFar;
import io.agentlocator.dialog.lead.Wording;
import io.agentlocator.events.CallOutcome;
import io.agentlocator.events.CallOutcome.Disposition;
import io.agentlocator.events.LeadAnswers;

/** What a conversation has come to, as a person who reads only this should know it. */
final class Conclusion {

    /** Of area, kind, budget, timing and contact. */
    private static final int QUALIFYING_FIELDS = 4;

    private final Knowledge knowledge;

    Conclusion(Knowledge knowledge) {
        this.knowledge = knowledge;
    }

    CallOutcome.Concluded of(CallFacts facts) {
        KnownSoFar known = knowledge.of(facts);
        Disposition disposition = disposition(facts, known);
        return new CallOutcome.Concluded(
                facts.callSid(),
                disposition,
                known.answers(),
                summary(disposition, known.answers()),
                facts.callerTurns());
    }

    private static Disposition disposition(CallFacts facts, KnownSoFar known) {
        if (WantsPerson.in(facts)) {
            return Disposition.WANTS_PERSON;
        }
        if (facts.utterances().stream().anyMatch(one -> CallerSays.isNotInterested(one.text()))) {
            return Disposition.NOT_INTERESTED;
        }
        boolean whole = known.confirmed()
                || known.next(Knowledge.callersPhone(facts) != null).isEmpty();
        if (whole && known.fieldsKnown() >= QUALIFYING_FIELDS) {
            return Disposition.QUALIFIED;
        }
        return known.answers().equals(LeadAnswers.NONE) ? Disposition.NO_ANSWERS : Disposition.PARTIAL;
    }

    private static String summary(Disposition disposition, LeadAnswers answers) {
        String wishes = Wording.wishes(answers);
        String who = answers.name() == null ? "" : " שם: " + answers.name() + ".";
        String told = wishes.isEmpty() ? "" : " " + wishes + ".";
        return switch (disposition) {
            case QUALIFIED -> ("פנייה מלאה." + told + who).strip();
            case PARTIAL -> ("פנייה חלקית." + told + who).strip();
            case WANTS_PERSON -> ("ביקשו לדבר עם נציג." + told + who).strip();
            case NOT_INTERESTED -> "לא מעוניינים, אין לחזור אליהם.";
            case NO_ANSWERS -> "לא נמסרו פרטים בשיחה.";
        };
    }
}
