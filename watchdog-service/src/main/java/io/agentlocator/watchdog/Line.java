package io.agentlocator.watchdog;

import io.agentlocator.events.MediaEvent.StopReason;
import java.time.Instant;

/**
 * The call's media stream. Each {@code <Connect>} opens a new stream with a new sid, and an old stream's last words may
 * arrive after the new one's first; whatever names another stream than the newest is therefore not heard.
 *
 * <p>A reply that Twilio plays as a clip closes the stream too; what it means for the next one is in {@link Turns}.
 */
sealed interface Line {

    /** No stream yet: the greeting is playing, or Twilio could not connect. */
    record NotYet() implements Line {}

    /** @param lastMediaAt the last sign that Twilio's frames arrive */
    record Open(String streamSid, Instant startedAt, Instant lastMediaAt) implements Line {}

    /** The stream is gone; the gateway has not yet told how the call went on. */
    record Closed(String streamSid, Instant startedAt, Instant closedAt) implements Line {}

    /**
     * A newer document has taken the call over; it opens a stream of its own.
     *
     * @param streamSid the stream that it ended; empty where that is not known
     */
    record Superseded(String streamSid, Instant at) implements Line {}

    /** {@code sid} was opened, or is known to be open because a frame of it was seen. */
    default Line alive(String sid, Instant at) {
        return switch (this) {
            case NotYet() -> new Open(sid, at, at);
            case Open open
            when open.streamSid.equals(sid) -> new Open(sid, open.startedAt, Moments.latest(open.lastMediaAt, at));
            case Open open -> newer(open.streamSid, open.startedAt, sid, at);
            case Closed closed -> newer(closed.streamSid, closed.startedAt, sid, at);
            case Superseded superseded -> newer(superseded.streamSid, superseded.at, sid, at);
        };
    }

    /** A sign of life that does not name its stream. */
    default Line alive(Instant at) {
        return this instanceof Open open ? alive(open.streamSid, at) : this;
    }

    default Line stopped(String sid, Instant at, StopReason reason) {
        if (reason == StopReason.REFUSED) {
            // A stream that could not prove that it is the call's says nothing about the call.
            return this;
        }
        return switch (this) {
            case NotYet() -> new Closed(sid, at, at);
            case Open open when open.streamSid.equals(sid) -> new Closed(sid, open.startedAt, at);
            case Open open -> open;
            case Closed closed -> closed;
            case Superseded superseded -> superseded;
        };
    }

    default Line superseded(Instant at) {
        return switch (this) {
            case NotYet() -> new Superseded("", at);
            // The new stream may have been read of before the end of the old one.
            case Open open -> open.startedAt.isAfter(at) ? open : new Superseded(open.streamSid, at);
            case Closed closed -> closed.startedAt.isAfter(at) ? closed : new Superseded(closed.streamSid, at);
            case Superseded superseded ->
                superseded.at.isAfter(at) ? superseded : new Superseded(superseded.streamSid, at);
        };
    }

    private Line newer(String oldSid, Instant oldSince, String newSid, Instant at) {
        return !newSid.equals(oldSid) && at.isAfter(oldSince) ? new Open(newSid, at, at) : this;
    }
}
