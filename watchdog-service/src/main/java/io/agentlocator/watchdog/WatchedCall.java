package io.agentlocator.watchdog;

import io.agentlocator.events.CallAlert.Trouble;
import java.time.Duration;
import java.time.Instant;

/** What the watchdog knows of one call. Immutable. */
public sealed interface WatchedCall {

    /** Until {@code Call.Received} has been read nothing is due: topics have no common order. */
    record Unannounced(Instant firstSeenAt, Line line, Talk talk) implements WatchedCall {}

    /**
     * Alive and on watch.
     *
     * @param overlongAt when the call was reported overlong, or never
     * @param hangUpAskedAt when Twilio was last asked to end the call, or never
     */
    record Watched(
            Instant receivedAt, Duration greeting, Line line, Talk talk, Instant overlongAt, Instant hangUpAskedAt)
            implements WatchedCall {}

    /** The redirect is under way in this process. */
    record Saving(Trouble reason, Instant since) implements WatchedCall {}

    /** Ended, saved, or past saving: nothing is ever due again. */
    record Over(Instant at) implements WatchedCall {}

    static WatchedCall firstSeen(Instant at) {
        return new Unannounced(at, new Line.NotYet(), Talk.NONE);
    }
}
