package io.agentlocator.dialog;

import io.agentlocator.dialog.hebrew.CallerSays;

/** Whether the caller has asked for a person at any time, by word or by key. */
final class WantsPerson {

    private WantsPerson() {}

    static boolean in(CallFacts facts) {
        return facts.is(CallFacts.Mark.WANTS_PERSON)
                || facts.utterances().stream().anyMatch(one -> CallerSays.wantsPerson(one.text()));
    }
}
