package io.agentlocator.watchdog;

import java.time.Duration;

/**
 * How long the watchdog waits.
 *
 * @param start from the end of the greeting, or of a clip, to the stream's start
 * @param noMedia from the last sign of life of an open stream
 * @param connectAction from the end of a stream until the gateway reports how the call continues
 * @param clipUpdate from the end of a stream until the gateway reports that it plays the clip for which Twilio closed it;
 *     only in twiml mode and when there is an answer to play
 * @param feedGrace after the feed was stale, or a partition was taken over, no call is judged for this long, so that events
 *     published meanwhile arrive, among them the outcome of a redirect that the previous owner had begun
 * @param callerSilence from the end of the agent's last words
 * @param agentSilence from the end of the caller's last words
 * @param maxCall from the moment at which the call was received
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

    /** A call that is older than this and whose end was not consumed is forgotten. */
    public Duration lease() {
        return maxCall.plus(hangUp.multipliedBy(4));
    }

    private static void requirePositive(String name, Duration value) {
        if (!value.isPositive()) {
            throw new IllegalArgumentException(name + " is not positive: " + value);
        }
    }
}
