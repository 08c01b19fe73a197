package io.agentlocator.watchdog;

import static io.agentlocator.watchdog.Moments.NEVER;
import static io.agentlocator.watchdog.Moments.latest;

import java.time.Duration;
import java.time.Instant;

/**
 * How far the agent's turns have come, and whether one of them is the last.
 *
 * @param composed the highest turn that there are words for
 * @param begun the highest turn that began to be heard
 * @param clip the newest turn that Twilio plays with the stream closed
 * @param farewell how the agent means to leave the call
 */
record Turns(int composed, int begun, Clip clip, Farewell farewell) {

    static final Turns NONE =
            new Turns(0, 0, new Clip(0, NEVER, NEVER), new Farewell(0, Farewell.Way.HANGING_UP, NEVER));

    /** @param turn 0 for none @param until when it will have been heard, and a new stream is opened */
    record Clip(int turn, Instant since, Instant until) {}

    /** @param turn after which the agent leaves, 0 for none */
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

    /** The last turn has begun to be heard: should the stream end now, the agent has left. */
    boolean leftBehind() {
        return leaving() && begun >= farewell.turn;
    }

    boolean toPerson() {
        return leftBehind() && farewell.way == Farewell.Way.PERSON;
    }

    /** Whether a clip took the call away from a stream that was opened then. */
    boolean clipSince(Instant streamStartedAt) {
        return clip.since.isAfter(streamStartedAt);
    }

    /** Whether there are words that no clip has been played of yet. */
    boolean clipOnItsWay() {
        return composed > clip.turn;
    }

    /** Since when a call to which goodbye was said should be over. */
    Instant overSince(Talk talk) {
        return latest(farewell.at, talk.playbackFinishedAt(), talk.playbackCutAt(), clip.until);
    }

    Turns composing(int turn) {
        // Who says more does not leave.
        Farewell still = turn > farewell.turn ? NONE.farewell : farewell;
        return new Turns(Math.max(composed, turn), begun, clip, still);
    }

    Turns beginning(int turn) {
        return new Turns(composed, Math.max(begun, turn), clip, farewell);
    }

    Turns clipPlaying(int turn, Duration length, Instant at) {
        Clip newest = at.isAfter(clip.since) ? new Clip(turn, at, at.plus(length)) : clip;
        return new Turns(composed, Math.max(begun, turn), newest, farewell);
    }

    Turns leavingAfter(int turn, Farewell.Way way, Instant at) {
        return turn < farewell.turn ? this : new Turns(composed, begun, clip, new Farewell(turn, way, at));
    }

    Turns cancelled(int turn) {
        return turn == farewell.turn ? new Turns(composed, begun, clip, NONE.farewell) : this;
    }
}
