package io.agentlocator.watchdog;

import static io.agentlocator.watchdog.Instants.NEVER;
import static io.agentlocator.watchdog.Instants.latest;

import java.time.Instant;
import java.util.EnumMap;

/**
 * Who spoke last: the time of the latest event of each kind. Events of different topics are consumed in any order; the
 * latest of each kind is the same in all orders. Immutable.
 */
final class TurnTaking {

    enum Kind {
        /** The greeting, which ends with a question, has been heard. */
        STREAM_STARTED,
        SPEECH_STARTED,
        SPEECH_ENDED,
        /** The caller's words were understood or not, which both need an answer, or a key was pressed. */
        WORDS,
        PLAYBACK_STARTED,
        PLAYBACK_FINISHED,
        PLAYBACK_CUT,
        /** The agent began to speak before it was reported silent. */
        ANSWERED_PROMPTLY,
        AGENT_SILENT,
        CALLER_SILENT
    }

    static final TurnTaking NONE = new TurnTaking(new EnumMap<>(Kind.class), 0);

    private final EnumMap<Kind, Instant> latestOf;
    private final int silences;

    /** @param silences how often in a row the caller has been reported silent */
    private TurnTaking(EnumMap<Kind, Instant> latestOf, int silences) {
        this.latestOf = latestOf;
        this.silences = silences;
    }

    /** When this last happened, or {@link Instants#NEVER}. */
    Instant at(Kind kind) {
        return latestOf.getOrDefault(kind, NEVER);
    }

    boolean callerSpeaking() {
        return at(Kind.SPEECH_STARTED).isAfter(at(Kind.SPEECH_ENDED));
    }

    boolean agentSpeaking() {
        return at(Kind.PLAYBACK_STARTED).isAfter(playbackEndedAt());
    }

    Instant playbackEndedAt() {
        return latest(at(Kind.PLAYBACK_FINISHED), at(Kind.PLAYBACK_CUT));
    }

    /** When the agent's turn to speak began: the caller has spoken, or has been reported silent. */
    Instant heardAt() {
        return latest(at(Kind.SPEECH_ENDED), at(Kind.WORDS), at(Kind.CALLER_SILENT));
    }

    /**
     * Whether the agent owes an answer. It owes none to what the caller said during a turn that was heard to its end. It
     * owes one when the turn was cut for it.
     */
    boolean answerDue() {
        return heardAt().isAfter(latest(at(Kind.PLAYBACK_STARTED), at(Kind.PLAYBACK_FINISHED)));
    }

    /** When the caller's turn to speak began. */
    Instant askedAt() {
        return latest(at(Kind.STREAM_STARTED), playbackEndedAt());
    }

    /** Whether the agent was reported silent and has not been prompt since. */
    boolean agentWasLate() {
        return at(Kind.AGENT_SILENT).isAfter(at(Kind.ANSWERED_PROMPTLY));
    }

    int silencesInARow() {
        return at(Kind.CALLER_SILENT).isAfter(latest(at(Kind.SPEECH_STARTED), at(Kind.WORDS))) ? silences : 0;
    }

    TurnTaking happened(Kind kind, Instant at) {
        if (!at.isAfter(at(kind))) {
            return this;
        }
        EnumMap<Kind, Instant> later = latestOf.clone();
        later.put(kind, at);
        return new TurnTaking(later, silences);
    }

    /** The caller's voice ends with its stream. */
    TurnTaking streamEnded(Instant at) {
        return callerSpeaking() ? happened(Kind.SPEECH_ENDED, at) : this;
    }

    TurnTaking playbackStarted(Instant at) {
        boolean prompt = !at(Kind.AGENT_SILENT).isAfter(heardAt()) && !at.isBefore(heardAt());
        TurnTaking started = happened(Kind.PLAYBACK_STARTED, at);
        return prompt ? started.happened(Kind.ANSWERED_PROMPTLY, at) : started;
    }

    TurnTaking callerSilent(int prompts, Instant at) {
        return at.isBefore(at(Kind.CALLER_SILENT))
                ? this
                : new TurnTaking(happened(Kind.CALLER_SILENT, at).latestOf, prompts);
    }
}
