package io.agentlocator.testbed.phone;

import java.time.Duration;

/**
 * What a caller waits for before the next line, counted from the end of the caller's last line.
 *
 * @param delay to wait after that
 */
public record After(Moment moment, Duration delay) {
    public enum Moment {
        /** The agent was heard, and has been silent for as long as a person takes to be sure. */
        AGENT_FINISHED,
        /** The agent's sound has begun to be heard. */
        PLAYBACK_STARTED,
        /** A media stream has been opened. */
        CONNECTED,
        NOTHING
    }

    public static After agentFinished() {
        return new After(Moment.AGENT_FINISHED, Duration.ZERO);
    }

    public static After playbackStarted(Duration delay) {
        return new After(Moment.PLAYBACK_STARTED, delay);
    }

    public static After nothing() {
        return new After(Moment.NOTHING, Duration.ZERO);
    }
}
