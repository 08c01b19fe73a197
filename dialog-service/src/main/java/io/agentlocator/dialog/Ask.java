package io.agentlocator.dialog;

import io.agentlocator.dialog.LanguageModel.Done;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A question to the language models that is on its way.
 *
 * @param turn the turn that its answer becomes
 * @param asked the last utterance that the model was told; with the turn it names the question
 * @param answers the last utterance that the answer will do for
 * @param sinceMs when the first model was asked
 * @param triedMs when the model that is at work was asked
 * @param spoke whether that one has said anything
 * @param firstMs when the first words came, of whichever model; -1 before
 * @param held sentences that wait, because the caller is speaking
 * @param done how the model ended; null while it works
 */
record Ask(
        int turn,
        int asked,
        int answers,
        long sinceMs,
        long triedMs,
        boolean spoke,
        long firstMs,
        List<String> held,
        @Nullable Done done) {

    Ask {
        held = List.copyOf(held);
    }

    Ask(int turn, int answers, long sinceMs) {
        this(turn, answers, answers, sinceMs, sinceMs, false, -1, List.of(), null);
    }

    boolean is(int ofTurn, int ofUtterance) {
        return turn == ofTurn && asked == ofUtterance;
    }

    Ask widen(int utterance) {
        return new Ask(turn, asked, Math.max(answers, utterance), sinceMs, triedMs, spoke, firstMs, held, done);
    }

    Ask hold(String sentence, long nowMs) {
        var more = new ArrayList<>(held);
        more.add(sentence);
        return new Ask(turn, asked, answers, sinceMs, triedMs, true, firstMs < 0 ? nowMs : firstMs, more, done);
    }

    Ask ended(Done how) {
        return new Ask(turn, asked, answers, sinceMs, triedMs, spoke, firstMs, held, how);
    }

    Ask released() {
        return new Ask(turn, asked, answers, sinceMs, triedMs, spoke, firstMs, List.of(), done);
    }

    /** Another model is asked the same. */
    Ask again(long nowMs) {
        return new Ask(turn, asked, answers, sinceMs, nowMs, false, firstMs, held, null);
    }
}
