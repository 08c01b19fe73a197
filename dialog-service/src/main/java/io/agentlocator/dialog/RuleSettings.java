package io.agentlocator.dialog;

import java.util.Optional;

/**
 * The times and bounds of the conversation, in milliseconds.
 *
 * @param bargeInMs for so long a voice must last over the agent's to cut it before its words are known
 * @param resumeAfterMs after an interrupting sound has ended without words for so long, the agent goes on
 * @param repeatAfterMs as long after a cut without words, the agent says again what was cut
 * @param fillerAfterMs so long the model may think in silence
 * @param giveUpAfterMs so long the model may think at all
 * @param outcomeAfterMs so long after its stream a call without an end is taken for ended
 * @param mostSentences in a turn
 * @param mostCharacters in a turn
 * @param transferTo where callers who want a person are put through; empty: they are called back
 */
public record RuleSettings(
        long bargeInMs,
        long resumeAfterMs,
        long repeatAfterMs,
        long fillerAfterMs,
        long giveUpAfterMs,
        long outcomeAfterMs,
        int mostSentences,
        int mostCharacters,
        Optional<String> transferTo) {

    public static final RuleSettings DEFAULTS =
            new RuleSettings(500, 1_200, 3_000, 1_200, 10_000, 30_000, 3, 220, Optional.empty());
}
