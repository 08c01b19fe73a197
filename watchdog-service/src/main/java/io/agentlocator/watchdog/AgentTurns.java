package io.agentlocator.watchdog;

import static io.agentlocator.watchdog.Instants.NEVER;
import static io.agentlocator.watchdog.Instants.latest;

import java.time.Duration;
import java.time.Instant;

/**
 * How far the agent's turns have come, and whether one of them is the last.
 *
 * @param composed the highest turn that has a sentence
 * @param begun the highest turn that began to be heard
 * @param clip the newest turn that Twilio plays as a clip, with the stream closed
 * @param farewell how the agent means to leave the call
 */
record AgentTurns(int composed, int begun, Clip clip, Farewell farewell) {

    static final AgentTurns NONE =
            new AgentTurns(0, 0, new Clip(0, NEVER, NEVER), new Farewell(0, Farewell.Way.HANGING_UP, NEVER));

    /**
     * @param turn 0 for none
     * @param until when it will have been heard, and a new stream opens
     */
    record Clip(int turn, Instant since, Instant until) {}

    /** @param turn the turn after which the agent leaves; 0 for none */
    record Farewell(int turn, Way way, Instant at) {

        enum Way {
            HANGING_UP,
            /** The caller is recorded. */
            MESSAGE,
            /** The caller talks to a person, for as long as they like. */
            PERSON
        }
    }

    boolean leaving() {
        return farewell.turn > 0;
    }

    /** Whether the last turn has begun to be heard: if the stream ends now, the agent has left. */
    boolean leftBehind() {
        return leaving() && begun >= farewell.turn;
    }

    boolean toPerson() {
        return leftBehind() && farewell.way == Farewell.Way.PERSON;
    }

    /** Whether a clip closed the stream that started then. */
    boolean clipSince(Instant streamStartedAt) {
        return clip.since.isAfter(streamStartedAt);
    }

    /** Whether there is a turn whose clip does not play yet. */
    boolean clipOnItsWay() {
        return composed > clip.turn;
    }

    /** Since when a call should be over after the agent's goodbye. */
    Instant overSince(TurnTaking talk) {
        return latest(farewell.at, talk.playbackEndedAt(), clip.until);
    }

    AgentTurns composing(int turn) {
        // An agent that says more does not leave.
        Farewell still = turn > farewell.turn ? NONE.farewell : farewell;
        return new AgentTurns(Math.max(composed, turn), begun, clip, still);
    }

    AgentTurns beginning(int turn) {
        return new AgentTurns(composed, Math.max(begun, turn), clip, farewell);
    }

    AgentTurns clipPlaying(int turn, Duration length, Instant at) {
        Clip newest = at.isAfter(clip.since) ? new Clip(turn, at, at.plus(length)) : clip;
        return new AgentTurns(composed, Math.max(begun, turn), newest, farewell);
    }

    AgentTurns leavingAfter(int turn, Farewell.Way way, Instant at) {
        return turn < farewell.turn ? this : new AgentTurns(composed, begun, clip, new Farewell(turn, way, at));
    }

    AgentTurns cancelled(int turn) {
        return turn == farewell.turn ? new AgentTurns(composed, begun, clip, NONE.farewell) : this;
    }
}
