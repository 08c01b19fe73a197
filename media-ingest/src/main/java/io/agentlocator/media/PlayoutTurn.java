package io.agentlocator.media;

import io.agentlocator.events.AgentAudio;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * One turn of the agent on its way to the caller. Immutable; all lengths are bytes, eight a millisecond.
 *
 * @param number counted by the dialog from 1; {@link #ANNOUNCED} for what this service says by itself
 * @param sinceMs when its first sound came
 * @param sent how much has been sent, without the padding of the last frame
 * @param ended whether no more sound will come
 * @param confirmByMs when the far end must have confirmed that all was played; empty until it was asked to
 */
record PlayoutTurn(
        int number,
        long sinceMs,
        AudioBuffer unsent,
        int sent,
        int lastSequence,
        int lastSentence,
        List<SentenceEnd> sentenceEnds,
        boolean ended,
        OptionalLong confirmByMs) {

    static final int ANNOUNCED = 0;

    /** @param at bytes from the beginning of the turn */
    record SentenceEnd(int sentence, int at) {}

    static PlayoutTurn begun(int number, long nowMs) {
        return new PlayoutTurn(number, nowMs, AudioBuffer.NONE, 0, -1, 0, List.of(), false, OptionalLong.empty());
    }

    static PlayoutTurn announcement(byte[] mulaw, long nowMs) {
        AudioBuffer sound = AudioBuffer.NONE.plus(mulaw);
        return new PlayoutTurn(ANNOUNCED, nowMs, sound, 0, 0, 0, List.of(), true, OptionalLong.empty());
    }

    boolean announced() {
        return number == ANNOUNCED;
    }

    /** All has been sent, and the far end was asked to confirm when it has played it. */
    boolean awaitsConfirmation() {
        return confirmByMs.isPresent();
    }

    String label() {
        return announced() ? "announcement" : "turn-" + number;
    }

    PlayoutTurn plus(AgentAudio.Chunk chunk) {
        boolean nextSentence = chunk.sentence() > lastSentence && offered() > 0;
        return new PlayoutTurn(
                number,
                sinceMs,
                unsent.plus(chunk.mulaw()),
                sent,
                chunk.sequence(),
                Math.max(lastSentence, chunk.sentence()),
                nextSentence ? withEnd() : sentenceEnds,
                ended,
                confirmByMs);
    }

    PlayoutTurn withoutMore() {
        if (ended) {
            return this;
        }
        List<SentenceEnd> ends = offered() > 0 ? withEnd() : sentenceEnds;
        return new PlayoutTurn(number, sinceMs, unsent, sent, lastSequence, lastSentence, ends, true, confirmByMs);
    }

    PlayoutTurn sent(int bytes) {
        AudioBuffer rest = unsent.without(bytes);
        return new PlayoutTurn(
                number, sinceMs, rest, sent + bytes, lastSequence, lastSentence, sentenceEnds, ended, confirmByMs);
    }

    PlayoutTurn confirmedBy(long ms) {
        OptionalLong by = OptionalLong.of(ms);
        return new PlayoutTurn(number, sinceMs, unsent, sent, lastSequence, lastSentence, sentenceEnds, ended, by);
    }

    /** How many sentences, counted from the first, ended within the first {@code bytes}. */
    int sentencesWithin(int bytes) {
        int heard = 0;
        for (SentenceEnd end : sentenceEnds) {
            if (end.at <= bytes) {
                heard = end.sentence + 1;
            }
        }
        return heard;
    }

    private int offered() {
        return sent + unsent.length();
    }

    private List<SentenceEnd> withEnd() {
        var ends = new ArrayList<>(sentenceEnds);
        ends.add(new SentenceEnd(lastSentence, offered()));
        return List.copyOf(ends);
    }
}
