package io.agentlocator.dialog;

import java.util.Optional;

/**
 * The times and bounds of the conversation, in milliseconds.
 *
 * @param bargeInMs for so long a voice must last over the agent's to cut it before its words are known
 * @param resumeAfterMs after an interrupting sound has ended without words for so long, the agent goes on
 * @param repeatAfterMs as long after a cut without words, the agent says again what was cut
 * @param outcomeAfterMs so long after its stream a call without an end is taken for ended
 * @param patience with a model that thinks
 * @param bounds of a turn
 * @param transferTo where callers who want a person are put through; empty: they are called back
 */
public record RuleSettings(
        long bargeInMs,
        long resumeAfterMs,
        long repeatAfterMs,
        long outcomeAfterMs,
        Patience patience,
        Bounds bounds,
        Optional<String> transferTo) {

    /**
     * How long the caller waits for a model's first words; all but {@code nextMs} counted from the question.
     *
     * @param fillerMs after so long a word that only fills the time is said; what went before it (the end of the
     *     utterance, its recognition) and comes after it (the voice) is silence too, and all of it two seconds at most
     * @param switchMs after so long the next model is asked
     * @param nextMs so long a model that was asked in another's place may take
     * @param giveUpMs after so long a fixed sentence is said, and no model waited for
     */
    public record Patience(long fillerMs, long switchMs, long nextMs, long giveUpMs) {

        static final long NEVER = Long.MAX_VALUE / 4;

        /** Where a turn is heard only when it is whole, filling words would be heard together with the answer. */
        public Patience withoutFiller() {
            return new Patience(NEVER, switchMs, nextMs, giveUpMs);
        }
    }

    /** The most that a turn may hold, whatever a model says. */
    public record Bounds(int sentences, int words, int characters) {}

    public static final RuleSettings DEFAULTS = new RuleSettings(
            500,
            1_200,
            3_000,
            30_000,
            new Patience(800, 2_500, 2_000, 6_000),
            new Bounds(3, 40, 220),
            Optional.empty());

    public RuleSettings withTransferTo(String number) {
        return new RuleSettings(
                bargeInMs, resumeAfterMs, repeatAfterMs, outcomeAfterMs, patience, bounds, Optional.of(number));
    }

    public RuleSettings with(Patience other) {
        return new RuleSettings(bargeInMs, resumeAfterMs, repeatAfterMs, outcomeAfterMs, other, bounds, transferTo);
    }
}
