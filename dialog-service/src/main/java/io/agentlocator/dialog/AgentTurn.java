package io.agentlocator.dialog;

import io.agentlocator.events.Reply.CancelReason;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the log says of one turn of the agent.
 *
 * @param answers the last utterance that it takes into account; 0 for none, as long as it only fills the time too
 * @param follows the last utterance that was known when it began
 * @param sentences as published, in order
 * @param startedMs when the caller began to hear it; -1 before
 * @param stoppedMs when its sound was held or cut; -1 while it runs
 * @param heardMs how much was heard when it was cut; -1 where it was not, or that is not known
 * @param sentencesHeard heard to the end, as reported with the cut
 */
record AgentTurn(
        int number,
        int answers,
        int follows,
        List<String> sentences,
        boolean completed,
        @Nullable CancelReason cancelled,
        boolean leaves,
        long startedMs,
        long stoppedMs,
        boolean finished,
        boolean cut,
        long heardMs,
        int sentencesHeard) {

    /** Spoken Hebrew, measured roughly: letters and spaces at some fourteen a second, and a pause. */
    private static final long MS_PER_CHARACTER = 70;

    /** So much of a sentence must have been heard for it to count: the last syllable adds nothing. */
    private static final double ENOUGH = 0.75;

    /** Callers answer a question when they see what it will be. */
    private static final double ENOUGH_TO_ANSWER = 0.5;

    /** For so long a sentence may be on its way while its turn sounds. */
    private static final long LONGEST_GAP_MS = 1_500;

    AgentTurn {
        sentences = List.copyOf(sentences);
    }

    static AgentTurn fresh(int number) {
        return new AgentTurn(number, 0, 0, List.of(), false, null, false, -1, -1, false, false, -1, 0);
    }

    /** Nothing of it will be heard any more. */
    boolean over() {
        return cancelled != null || finished || cut;
    }

    boolean started() {
        return startedMs >= 0;
    }

    /** The sentences that the caller has heard, at least so far that he knows what they say. */
    List<String> heard() {
        if (finished) {
            return sentences;
        }
        if (cut) {
            int surely = Math.clamp(sentencesHeard, 0, sentences.size());
            return sentences.subList(0, Math.max(surely, byTime(heardMs)));
        }
        if (cancelled != null) {
            return started() && stoppedMs >= startedMs
                    ? sentences.subList(0, byTime(stoppedMs - startedMs))
                    : List.of();
        }
        return sentences;
    }

    /**
     * Whether a yes that begins now may answer its last sentence, a question: one need not hear it to its end. Where no
     * sound was stopped by the voice, none was sounding: then either all was heard, or the next sentence was still on its
     * way, and only time tells the one from the other.
     *
     * @param voiceMs when the caller's voice began
     * @param stopped whether the voice stopped the turn's sound
     */
    boolean questionHeard(long voiceMs, boolean stopped) {
        if (sentences.isEmpty() || !sentences.getLast().endsWith("?")) {
            return false;
        }
        if (finished) {
            return true;
        }
        if (!started()) {
            return false;
        }
        long last = lasts(sentences.getLast());
        long all = sentences.stream().mapToLong(AgentTurn::lasts).sum();
        return stopped
                ? stoppedMs - startedMs >= all - last * (1 - ENOUGH_TO_ANSWER)
                : completed && voiceMs - startedMs >= all + LONGEST_GAP_MS;
    }

    private int byTime(long heard) {
        long begins = 0;
        int count = 0;
        for (String sentence : sentences) {
            long lasts = lasts(sentence);
            if (heard < begins + lasts * ENOUGH) {
                break;
            }
            begins += lasts;
            count++;
        }
        return count;
    }

    private static long lasts(String sentence) {
        return Math.max(400, sentence.length() * MS_PER_CHARACTER);
    }

    AgentTurn saying(int sequence, int newAnswers, int after, String text) {
        if (sequence != sentences.size()) {
            return this;
        }
        var more = new ArrayList<>(sentences);
        more.add(text);
        return new AgentTurn(
                number,
                Math.max(answers, newAnswers),
                sequence == 0 ? after : follows,
                more,
                completed,
                cancelled,
                leaves,
                startedMs,
                stoppedMs,
                finished,
                cut,
                heardMs,
                sentencesHeard);
    }

    AgentTurn complete() {
        return with(true, cancelled, leaves, startedMs, stoppedMs, finished);
    }

    AgentTurn cancel(CancelReason reason, long atMs) {
        return with(
                completed,
                cancelled == null ? reason : cancelled,
                leaves,
                startedMs,
                stoppedMs < 0 ? atMs : stoppedMs,
                finished);
    }

    AgentTurn leave() {
        return with(completed, cancelled, true, startedMs, stoppedMs, finished);
    }

    AgentTurn start(long atMs) {
        return with(completed, cancelled, leaves, startedMs < 0 ? atMs : startedMs, stoppedMs, finished);
    }

    /** Its sound is on hold. */
    AgentTurn hold(long atMs) {
        return with(completed, cancelled, leaves, startedMs, stoppedMs < 0 ? atMs : stoppedMs, finished);
    }

    /** Its sound goes on; that it was away is forgotten, and the clock of what was heard shifted. */
    AgentTurn resume(long atMs) {
        long shifted = stoppedMs >= 0 && startedMs >= 0 ? startedMs + Math.max(0, atMs - stoppedMs) : startedMs;
        return with(completed, cancelled, leaves, shifted, -1, finished);
    }

    AgentTurn finish() {
        return with(completed, cancelled, leaves, startedMs, stoppedMs, true);
    }

    AgentTurn cutAfter(long heardFor, int heardSentences) {
        return new AgentTurn(
                number,
                answers,
                follows,
                sentences,
                completed,
                cancelled,
                leaves,
                startedMs,
                stoppedMs,
                finished,
                true,
                heardFor,
                heardSentences);
    }

    private AgentTurn with(
            boolean nowCompleted,
            @Nullable CancelReason nowCancelled,
            boolean nowLeaves,
            long nowStarted,
            long nowStopped,
            boolean nowFinished) {
        return new AgentTurn(
                number,
                answers,
                follows,
                sentences,
                nowCompleted,
                nowCancelled,
                nowLeaves,
                nowStarted,
                nowStopped,
                nowFinished,
                cut,
                heardMs,
                sentencesHeard);
    }

    @Override
    public String toString() {
        return "AgentTurn[" + number + ", answers=" + answers + ", sentences=" + sentences.size() + ", completed="
                + completed + ", cancelled=" + cancelled + ", leaves=" + leaves + ", started=" + started()
                + ", finished=" + finished + ", cut=" + cut + "]";
    }
}
