package io.agentlocator.dialog;

import io.agentlocator.events.Reply.CancelReason;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * One turn of the agent, folded from {@code replies} and {@code media-events}.
 *
 * @param answers the last utterance that it answers; 0 for none, and as long as it holds only fillers
 * @param follows the last utterance that was known when the turn began
 * @param sentences as published, in order
 * @param cancelled why it was cancelled; null where it was not
 */
public record AgentTurn(
        int number,
        int answers,
        int follows,
        List<String> sentences,
        Progress progress,
        @Nullable CancelReason cancelled,
        Playback playback) {

    /** How far the turn is published. */
    public enum Progress {
        OPEN,
        COMPLETED,
        /** Completed; the call ends when the turn was heard. */
        LEAVES_CALL
    }

    /** Estimated speaking rate: about fourteen characters a second, pauses included. */
    private static final long MS_PER_CHARACTER = 70;

    private static final long SHORTEST_SENTENCE_MS = 400;

    /** The part of a sentence that must have been heard for it to count: the last syllable adds nothing. */
    private static final double ENOUGH = 0.75;

    /** The part of a question that must have been heard: callers answer as soon as they see what it will be. */
    private static final double ENOUGH_TO_ANSWER = 0.5;

    /** The longest time that the next sentence is on its way while its turn sounds. */
    private static final long LONGEST_GAP_MS = 1_500;

    public AgentTurn {
        sentences = List.copyOf(sentences);
    }

    static AgentTurn fresh(int number) {
        return new AgentTurn(number, 0, 0, List.of(), Progress.OPEN, null, new Playback.NotStarted());
    }

    /** Whether nothing of it will be heard any more. */
    public boolean over() {
        return cancelled != null || playback.over();
    }

    public boolean started() {
        return playback.started();
    }

    public boolean finished() {
        return playback instanceof Playback.Finished;
    }

    public boolean held() {
        return playback instanceof Playback.Held;
    }

    public boolean completed() {
        return progress != Progress.OPEN;
    }

    /** Whether the call ends after it. */
    public boolean leavesCall() {
        return progress == Progress.LEAVES_CALL;
    }

    /** The sentences that the caller has heard, at least so far that their meaning is clear. */
    public List<String> heard() {
        return switch (playback) {
            case Playback.Finished finished -> sentences;
            case Playback.Cut(boolean started, long heardMs, int sentencesHeard) -> {
                int surely = Math.clamp(sentencesHeard, 0, sentences.size());
                yield sentences.subList(0, Math.max(surely, heardWithin(heardMs)));
            }
            case Playback.Held(OptionalLong startedMs, long heldMs)
            when cancelled != null ->
                startedMs.isPresent() ? sentences.subList(0, heardWithin(heldMs - startedMs.getAsLong())) : List.of();
            case Playback.NotStarted notStarted -> sentences;
            case Playback.Sounding sounding -> sentences;
            case Playback.Held held -> sentences;
        };
    }

    /**
     * Whether a yes that begins now may answer its last sentence, a question: one need not hear a question to its end.
     * Where the voice held no sound, none was sounding: either all was heard, or the next sentence was still on its way.
     * Only the time tells one from the other.
     *
     * @param voiceMs when the caller's voice began
     */
    public boolean questionHeard(OptionalLong voiceMs) {
        if (sentences.isEmpty() || !sentences.getLast().endsWith("?")) {
            return false;
        }
        long last = duration(sentences.getLast());
        long all = sentences.stream().mapToLong(AgentTurn::duration).sum();
        return switch (playback) {
            case Playback.Finished finished -> true;
            case Playback.Held(OptionalLong startedMs, long heldMs) ->
                startedMs.isPresent() && heldMs - startedMs.getAsLong() >= all - last * (1 - ENOUGH_TO_ANSWER);
            case Playback.Sounding(long startedMs) ->
                completed() && voiceMs.isPresent() && voiceMs.getAsLong() - startedMs >= all + LONGEST_GAP_MS;
            case Playback.NotStarted notStarted -> false;
            case Playback.Cut cut -> false;
        };
    }

    /** How many sentences are heard within this time. */
    private int heardWithin(long ms) {
        long begins = 0;
        int count = 0;
        for (String sentence : sentences) {
            long duration = duration(sentence);
            if (ms < begins + duration * ENOUGH) {
                break;
            }
            begins += duration;
            count++;
        }
        return count;
    }

    private static long duration(String sentence) {
        return Math.max(SHORTEST_SENTENCE_MS, sentence.length() * MS_PER_CHARACTER);
    }

    /** A sentence out of sequence, such as one that was folded before, changes nothing. */
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
                progress,
                cancelled,
                playback);
    }

    AgentTurn complete() {
        return progress == Progress.OPEN ? with(Progress.COMPLETED) : this;
    }

    AgentTurn leave() {
        return with(Progress.LEAVES_CALL);
    }

    /** The first reason stands. */
    AgentTurn cancel(CancelReason reason, long atMs) {
        return new AgentTurn(
                number,
                answers,
                follows,
                sentences,
                progress,
                cancelled == null ? reason : cancelled,
                playback.hold(atMs));
    }

    AgentTurn with(Playback now) {
        return new AgentTurn(number, answers, follows, sentences, progress, cancelled, now);
    }

    private AgentTurn with(Progress now) {
        return new AgentTurn(number, answers, follows, sentences, now, cancelled, playback);
    }

    /** Without the text: it goes into logs. */
    @Override
    public String toString() {
        return "AgentTurn[" + number + ", answers=" + answers + ", sentences=" + sentences.size() + ", " + progress
                + ", cancelled=" + cancelled + ", " + playback + "]";
    }
}
