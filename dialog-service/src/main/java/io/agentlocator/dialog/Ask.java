package io.agentlocator.dialog;

import io.agentlocator.dialog.LanguageModel.Ending;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A question to the language model that is on its way.
 *
 * @param turn the turn that its answer becomes
 * @param asked the last utterance that the model was told; with the turn it names the question
 * @param answers the last utterance that the answer will do for
 * @param held sentences that wait, because the caller is speaking
 * @param ending how the model ended; null while it works
 */
record Ask(
        int turn,
        int asked,
        int answers,
        long sinceMs,
        List<String> held,
        @Nullable Ending ending) {

    Ask {
        held = List.copyOf(held);
    }

    Ask(int turn, int answers, long sinceMs) {
        this(turn, answers, answers, sinceMs, List.of(), null);
    }

    boolean is(int ofTurn, int ofUtterance) {
        return turn == ofTurn && asked == ofUtterance;
    }

    Ask widen(int utterance) {
        return new Ask(turn, asked, Math.max(answers, utterance), sinceMs, held, ending);
    }

    Ask hold(String sentence) {
        var more = new ArrayList<>(held);
        more.add(sentence);
        return new Ask(turn, asked, answers, sinceMs, more, ending);
    }

    Ask ended(Ending how) {
        return new Ask(turn, asked, answers, sinceMs, held, how);
    }

    Ask released() {
        return new Ask(turn, asked, answers, sinceMs, List.of(), ending);
    }
}
