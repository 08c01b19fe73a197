package io.agentlocator.dialog.turns;

import io.agentlocator.dialog.CallFacts;
import io.agentlocator.dialog.FixedPhrases;
import io.agentlocator.dialog.PendingRequest;
import java.util.List;
import java.util.OptionalLong;

/**
 * Fills the time while no word of the answer has come. The first filler comes after {@link TurnSettings.Patience#fillerMs}.
 * A filler answers nothing.
 */
final class Fillers {

    /** From one filler to the next: its own sound, and a pause that is not yet silence. */
    private static final long FILLER_LASTS_MS = 2_400;

    private static final int MOST_FILLERS = 2;

    private final OptionalLong firstAfterMs;
    private final FixedPhrases phrases;

    Fillers(TurnSettings.Patience patience, FixedPhrases phrases) {
        this.firstAfterMs = patience.fillerMs();
        this.phrases = phrases;
    }

    void tick(TransitionBuilder next) {
        PendingRequest pending = next.pending();
        if (pending == null
                || firstAfterMs.isEmpty()
                || pending.times().firstWordsMs().isPresent()
                || ModelReply.callerTalks(next)) {
            return;
        }
        List<String> said = next.facts().saidIn(pending.turn());
        long dueMs = firstAfterMs.getAsLong() + said.size() * FILLER_LASTS_MS;
        if (said.size() < MOST_FILLERS
                && said.stream().allMatch(phrases::isFiller)
                && next.nowMs() - pending.times().askedMs() >= dueMs) {
            next.sayMore(pending.turn(), 0, filler(next.facts(), pending.turn()));
        }
    }

    /** Never the one that the caller heard last. */
    private String filler(CallFacts facts, int turn) {
        String last = facts.turns().reversed().stream()
                .flatMap(one -> one.sentences().reversed().stream())
                .filter(phrases::isFiller)
                .findFirst()
                .orElse("");
        String filler = phrases.variant("filler", turn);
        return filler.equals(last) ? phrases.variant("filler", turn + 1) : filler;
    }
}
