package io.agentlocator.media;

import io.agentlocator.events.AgentAudio;
import java.util.ArrayList;
import java.util.List;

/**
 * One of the agent's turns on its way to the caller. Immutable; all lengths are bytes, eight a millisecond.
 *
 * @param number counted by the dialog from 1; {@link #ANNOUNCED} for what this service says by itself
 * @param sinceMs when its first sound came
 * @param sent how much has been sent, without what was added to fill the last frame
 * @param ended whether no more sound will come
 * @param promisedBy when the far end must have told that all was played; 0 until it was asked to
 */
record Turn(
        int number,
        long sinceMs,
        Sound unsent,
        int offered,
        int sent,
        int lastSequence,
        int lastSentence,
        List<SentenceEnd> sentenceEnds,
        boolean ended,
        long promisedBy) {

    static final int ANNOUNCED = 0;

    record SentenceEnd(int sentence, int at) {}

    static Turn begun(int number, long nowMs) {
        return new Turn(number, nowMs, Sound.NONE, 0, 0, -1, 0, List.of(), false, 0);
    }

    static Turn announcement(byte[] mulaw, long nowMs) {
        return new Turn(ANNOUNCED, nowMs, Sound.NONE.plus(mulaw), mulaw.length, 0, 0, 0, List.of(), true, 0);
    }

    boolean announced() {
        return number == ANNOUNCED;
    }

    boolean awaitsEcho() {
        return promisedBy != 0;
    }

    String label() {
        return announced() ? "announcement" : "turn-" + number;
    }

    Turn plus(AgentAudio.Chunk chunk) {
        List<SentenceEnd> ends = sentenceEnds;
        if (chunk.sentence() > lastSentence && offered > 0) {
            ends = withEnd();
        }
        return new Turn(
                number,
                sinceMs,
                unsent.plus(chunk.mulaw()),
                offered + chunk.mulaw().length,
                sent,
                chunk.sequence(),
                Math.max(lastSentence, chunk.sentence()),
                ends,
                ended,
                promisedBy);
    }

    Turn withoutMore() {
        return ended
                ? this
                : new Turn(
                        number,
                        sinceMs,
                        unsent,
                        offered,
                        sent,
                        lastSequence,
                        lastSentence,
                        offered > 0 ? withEnd() : sentenceEnds,
                        true,
                        promisedBy);
    }

    Turn sent(int bytes) {
        return new Turn(
                number,
                sinceMs,
                unsent.without(bytes),
                offered,
                sent + bytes,
                lastSequence,
                lastSentence,
                sentenceEnds,
                ended,
                promisedBy);
    }

    Turn promised(long byMs) {
        return new Turn(number, sinceMs, unsent, offered, sent, lastSequence, lastSentence, sentenceEnds, ended, byMs);
    }

    /** How many sentences, counted from the first, ended within so much sound. */
    int sentencesWithin(int bytes) {
        int heard = 0;
        for (SentenceEnd end : sentenceEnds) {
            if (end.at <= bytes) {
                heard = end.sentence + 1;
            }
        }
        return heard;
    }

    private List<SentenceEnd> withEnd() {
        var ends = new ArrayList<>(sentenceEnds);
        ends.add(new SentenceEnd(lastSentence, offered));
        return List.copyOf(ends);
    }
}
