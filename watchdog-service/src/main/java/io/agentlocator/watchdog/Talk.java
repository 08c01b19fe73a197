package io.agentlocator.watchdog;

import static io.agentlocator.watchdog.Moments.NEVER;
import static io.agentlocator.watchdog.Moments.latest;

import java.time.Instant;

/**
 * Who spoke last, as the times of the latest of each kind of event. Events of different topics are read in any order;
 * the latest of each is the same in all of them.
 *
 * @param streamStartedAt the greeting, which ends with a question, has been heard
 * @param wordsAt the caller's words were understood, or were not (that is an answer due as well), or a key was pressed
 * @param promptlyAnsweredAt the agent began to speak without having to be reported silent
 * @param silences how often in a row the caller has been reported silent
 */
record Talk(
        Instant streamStartedAt,
        Instant speechStartedAt,
        Instant speechEndedAt,
        Instant wordsAt,
        Instant playbackStartedAt,
        Instant playbackFinishedAt,
        Instant playbackCutAt,
        Instant promptlyAnsweredAt,
        Instant agentSilentAt,
        Instant callerSilentAt,
        int silences) {

    static final Talk NONE = new Talk(NEVER, NEVER, NEVER, NEVER, NEVER, NEVER, NEVER, NEVER, NEVER, NEVER, 0);

    boolean callerSpeaking() {
        return speechStartedAt.isAfter(speechEndedAt);
    }

    boolean agentSpeaking() {
        return playbackStartedAt.isAfter(latest(playbackFinishedAt, playbackCutAt));
    }

    /** When the agent's turn to speak began: the caller has spoken, or has been reported silent. */
    Instant heardAt() {
        return latest(speechEndedAt, wordsAt, callerSilentAt);
    }

    /**
     * Whether the agent owes an answer. What the caller said while a turn was heard to its end was no question; when the
     * turn was cut for it, it was one.
     */
    boolean answerDue() {
        return heardAt().isAfter(latest(playbackStartedAt, playbackFinishedAt));
    }

    /** When the caller's turn to speak began. */
    Instant askedAt() {
        return latest(streamStartedAt, playbackFinishedAt, playbackCutAt);
    }

    /** The agent was reported silent and has not been prompt since. */
    boolean agentWasLate() {
        return agentSilentAt.isAfter(promptlyAnsweredAt);
    }

    int silencesInARow() {
        return callerSilentAt.isAfter(latest(speechStartedAt, wordsAt)) ? silences : 0;
    }

    Talk streamStarted(Instant at) {
        return withTimes(
                latest(streamStartedAt, at),
                speechStartedAt,
                speechEndedAt,
                wordsAt,
                playbackFinishedAt,
                playbackCutAt);
    }

    Talk speechStarted(Instant at) {
        return withTimes(
                streamStartedAt,
                latest(speechStartedAt, at),
                speechEndedAt,
                wordsAt,
                playbackFinishedAt,
                playbackCutAt);
    }

    Talk speechEnded(Instant at) {
        return withTimes(
                streamStartedAt,
                speechStartedAt,
                latest(speechEndedAt, at),
                wordsAt,
                playbackFinishedAt,
                playbackCutAt);
    }

    /** The voice broke off with its stream. */
    Talk streamEnded(Instant at) {
        return callerSpeaking() ? speechEnded(at) : this;
    }

    Talk words(Instant at) {
        return withTimes(
                streamStartedAt,
                speechStartedAt,
                speechEndedAt,
                latest(wordsAt, at),
                playbackFinishedAt,
                playbackCutAt);
    }

    Talk playbackStarted(Instant at) {
        boolean prompt = !agentSilentAt.isAfter(heardAt()) && !at.isBefore(heardAt());
        return new Talk(
                streamStartedAt,
                speechStartedAt,
                speechEndedAt,
                wordsAt,
                latest(playbackStartedAt, at),
                playbackFinishedAt,
                playbackCutAt,
                prompt ? latest(promptlyAnsweredAt, at) : promptlyAnsweredAt,
                agentSilentAt,
                callerSilentAt,
                silences);
    }

    Talk playbackFinished(Instant at) {
        return withTimes(
                streamStartedAt,
                speechStartedAt,
                speechEndedAt,
                wordsAt,
                latest(playbackFinishedAt, at),
                playbackCutAt);
    }

    Talk playbackCut(Instant at) {
        return withTimes(
                streamStartedAt,
                speechStartedAt,
                speechEndedAt,
                wordsAt,
                playbackFinishedAt,
                latest(playbackCutAt, at));
    }

    Talk agentSilent(Instant at) {
        return withReports(latest(agentSilentAt, at), callerSilentAt, silences);
    }

    Talk callerSilent(int prompts, Instant at) {
        return at.isBefore(callerSilentAt) ? this : withReports(agentSilentAt, at, prompts);
    }

    private Talk withTimes(
            Instant streamStarted,
            Instant speechStarted,
            Instant speechEnded,
            Instant words,
            Instant playbackFinished,
            Instant playbackCut) {
        return new Talk(
                streamStarted,
                speechStarted,
                speechEnded,
                words,
                playbackStartedAt,
                playbackFinished,
                playbackCut,
                promptlyAnsweredAt,
                agentSilentAt,
                callerSilentAt,
                silences);
    }

    private Talk withReports(Instant agentSilent, Instant callerSilent, int prompts) {
        return new Talk(
                streamStartedAt,
                speechStartedAt,
                speechEndedAt,
                wordsAt,
                playbackStartedAt,
                playbackFinishedAt,
                playbackCutAt,
                promptlyAnsweredAt,
                agentSilent,
                callerSilent,
                prompts);
    }
}
