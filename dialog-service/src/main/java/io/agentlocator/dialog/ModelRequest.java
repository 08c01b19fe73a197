package io.agentlocator.dialog;

import io.agentlocator.dialog.lead.HistoryEntry;
import io.agentlocator.events.LeadAnswers;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a language model is asked.
 *
 * @param turn the turn that its answer becomes
 * @param answers the last utterance in the history
 * @param history what was said and heard, the caller's latest words last
 * @param already sentences of this turn that are published; the answer continues them
 * @param callersPhone E.164; null where the caller hides it
 * @param known what is known of the caller's wishes: read from the caller's words, or noted by another model and confirmed
 *     by them
 */
public record ModelRequest(
        String callSid,
        int turn,
        int answers,
        List<HistoryEntry> history,
        List<String> already,
        @Nullable String callersPhone,
        LeadAnswers known) {

    public ModelRequest {
        history = List.copyOf(history);
        already = List.copyOf(already);
    }
}
