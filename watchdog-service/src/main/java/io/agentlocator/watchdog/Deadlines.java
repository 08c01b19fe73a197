package io.agentlocator.watchdog;

import java.time.Duration;

/**
 * How long the watchdog waits for what.
 *
 * @param start from the end of the greeting, or of a clip, to the stream's start
 * @param noMedia from the last sign of life of an open stream
 * @param connectAction from the end of a stream until the gateway has told how the call went on
 * @param clipUpdate from the end of a stream until the gateway has told that it plays the clip for which Twilio closed it;
 *     only where the agent answers so and has an answer
 * @param feedGrace after the feed was stale, or a partition has just been taken over, nothing is judged for this long:
 *     events that were written meanwhile get time to arrive, and a redirect that the previous owner had begun to be told
 * @param callerSilence from the end of the agent's last words
 * @param agentSilence from the end of the caller's last words
 * @param maxCall from the call's arrival
 * @param hangUp from the moment at which a call should have ended by itself until it is ended over REST
 */
public record Deadlines(
        Duration start,
        Duration noMedia,
        Duration connectAction,
        Duration clipUpdate,
        Duration feedGrace,
        Duration callerSilence,
        Duration agentSilence,
        Duration maxCall,
        Duration hangUp) {

    public Deadlines {
        requirePositive("start", start);
        requirePositive("noMedia", noMedia);
        requirePositive("connectAction", connectAction);
        requirePositive("clipUpdate", clipUpdate);
        requirePositive("callerSilence", callerSilence);
        requirePositive("agentSilence", agentSilence);
        requirePositive("maxCall", maxCall);
        requirePositive("hangUp", hangUp);
        if (feedGrace.isNegative()) {
            throw new IllegalArgumentException("feedGrace is negative: " + feedGrace);
        }
    }

    /** A call that is older than this and has not been heard to end is forgotten. */
    public Duration lease() {
        return maxCall.plus(hangUp.multipliedBy(4));
    }

    private static void requirePositive(String name, Duration value) {
        if (!value.isPositive()) {
            throw new IllegalArgumentException(name + " is not positive: " + value);
        }
    }
}
