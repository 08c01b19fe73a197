package io.agentlocator.dialog.turns;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * The times and bounds of the conversation. All times are milliseconds.
 *
 * @param bargeInMs a voice over the agent's that lasts this long cuts the turn before its words are known
 * @param resumeAfterMs the agent goes on this long after an interrupting sound without words has ended
 * @param repeatAfterMs the agent repeats a cut turn this long after the voice has ended without words
 * @param outcomeAfterMs a call without an end is over this long after its stream
 * @param transferTo the telephone number to which callers who want a person are transferred; empty: they are called back
 */
public record TurnSettings(
        long bargeInMs,
        long resumeAfterMs,
        long repeatAfterMs,
        long outcomeAfterMs,
        Patience patience,
        Bounds bounds,
        Optional<String> transferTo) {

    /**
     * How long the caller waits for a model's first words. All but {@code nextMs} count from the request.
     *
     * @param fillerMs when the first filler is said; empty for never. The end of the utterance, its recognition and the
     *     synthesis are silence too, and all of it should stay under two seconds
     * @param switchMs when the next model is asked
     * @param nextMs how long a fallback model may take
     * @param giveUpMs when a fixed phrase is said and no model is waited for
     */
    public record Patience(OptionalLong fillerMs, long switchMs, long nextMs, long giveUpMs) {

        /** For clips: a turn is heard as a whole, so a filler would be heard together with the answer. */
        public Patience withoutFiller() {
            return new Patience(OptionalLong.empty(), switchMs, nextMs, giveUpMs);
        }
    }

    /** The most that a turn of a model may hold. */
    public record Bounds(int sentences, int words, int characters) {}

    public static final TurnSettings DEFAULTS = new TurnSettings(
            500,
            1_200,
            3_000,
            30_000,
            new Patience(OptionalLong.of(800), 2_500, 2_000, 6_000),
            new Bounds(3, 40, 220),
            Optional.empty());

    public TurnSettings withTransferTo(String number) {
        return new TurnSettings(
                bargeInMs, resumeAfterMs, repeatAfterMs, outcomeAfterMs, patience, bounds, Optional.of(number));
    }

    public TurnSettings with(Patience other) {
        return new TurnSettings(bargeInMs, resumeAfterMs, repeatAfterMs, outcomeAfterMs, other, bounds, transferTo);
    }
}
