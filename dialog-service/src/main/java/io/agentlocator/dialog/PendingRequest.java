package io.agentlocator.dialog;

import io.agentlocator.dialog.LanguageModel.Done;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * A request to the language models that has no whole answer yet.
 *
 * @param turn the turn that the answer becomes
 * @param asked the last utterance that the model knows; with the turn it names the request
 * @param answers the last utterance that the answer covers
 * @param held sentences that wait because the caller is speaking
 * @param done how the model ended; null while it works
 */
public record PendingRequest(
        int turn,
        int asked,
        int answers,
        Times times,
        List<String> held,
        @Nullable Done done) {

    /**
     * All in milliseconds.
     *
     * @param askedMs when the first model was asked
     * @param triedMs when the model that is at work was asked
     * @param spoke whether that model has said anything
     * @param firstWordsMs when the first words of any model came; empty before
     */
    public record Times(long askedMs, long triedMs, boolean spoke, OptionalLong firstWordsMs) {

        public boolean firstModel() {
            return triedMs == askedMs;
        }
    }

    public PendingRequest {
        held = List.copyOf(held);
    }

    public PendingRequest(int turn, int answers, long nowMs) {
        this(turn, answers, answers, new Times(nowMs, nowMs, false, OptionalLong.empty()), List.of(), null);
    }

    public boolean isAnsweredBy(ModelOutput output) {
        return turn == output.turn() && asked == output.answers();
    }

    /** The answer covers this utterance too. */
    public PendingRequest widen(int utterance) {
        return new PendingRequest(turn, asked, Math.max(answers, utterance), times, held, done);
    }

    public PendingRequest hold(String sentence, long nowMs) {
        var more = new ArrayList<>(held);
        more.add(sentence);
        OptionalLong first = times.firstWordsMs().isPresent() ? times.firstWordsMs() : OptionalLong.of(nowMs);
        return new PendingRequest(
                turn, asked, answers, new Times(times.askedMs(), times.triedMs(), true, first), more, done);
    }

    public PendingRequest ended(Done how) {
        return new PendingRequest(turn, asked, answers, times, held, how);
    }

    public PendingRequest released() {
        return new PendingRequest(turn, asked, answers, times, List.of(), done);
    }

    /** Another model is asked the same. */
    public PendingRequest again(long nowMs) {
        return new PendingRequest(
                turn, asked, answers, new Times(times.askedMs(), nowMs, false, times.firstWordsMs()), held, null);
    }
}
