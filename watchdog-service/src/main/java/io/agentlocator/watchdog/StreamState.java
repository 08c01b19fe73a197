package io.agentlocator.watchdog;

import io.agentlocator.events.MediaEvent.StopReason;
import java.time.Instant;

/**
 * The state of the call's media stream. Each {@code <Connect>} opens a new stream with a new sid, and the last events of
 * the old stream may arrive after the first of the new one. Events of any stream but the newest are therefore ignored.
 *
 * <p>A reply that Twilio plays as a clip closes the stream too; {@link AgentTurns} holds what that means for the next one.
 */
sealed interface StreamState {

    /** No stream yet: the greeting is playing, or Twilio could not connect. */
    record NotYet() implements StreamState {}

    /** @param lastMediaAt the last sign that Twilio's frames arrive */
    record Open(String streamSid, Instant startedAt, Instant lastMediaAt) implements StreamState {}

    /** The stream is closed; the gateway has not yet reported how the call continues. */
    record Closed(String streamSid, Instant startedAt, Instant closedAt) implements StreamState {}

    /**
     * A newer TwiML document controls the call and opens its own stream.
     *
     * @param streamSid the stream that it ended; empty if unknown
     */
    record Superseded(String streamSid, Instant at) implements StreamState {}

    /** The stream {@code sid} started, or one of its frames was seen. */
    default StreamState alive(String sid, Instant at) {
        return switch (this) {
            case NotYet() -> new Open(sid, at, at);
            case Open open
            when open.streamSid.equals(sid) -> new Open(sid, open.startedAt, Instants.latest(open.lastMediaAt, at));
            case Open open -> newer(open.streamSid, open.startedAt, sid, at);
            case Closed closed -> newer(closed.streamSid, closed.startedAt, sid, at);
            case Superseded superseded -> newer(superseded.streamSid, superseded.at, sid, at);
        };
    }

    /** A sign of life that does not name its stream. */
    default StreamState alive(Instant at) {
        return this instanceof Open open ? alive(open.streamSid, at) : this;
    }

    default StreamState stopped(String sid, Instant at, StopReason reason) {
        if (reason == StopReason.REFUSED) {
            // A stream that did not prove its call says nothing about the call.
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

    default StreamState superseded(Instant at) {
        return switch (this) {
            case NotYet() -> new Superseded("", at);
            // The start of the new stream may have been consumed before the end of the old one.
            case Open open -> open.startedAt.isAfter(at) ? open : new Superseded(open.streamSid, at);
            case Closed closed -> closed.startedAt.isAfter(at) ? closed : new Superseded(closed.streamSid, at);
            case Superseded superseded ->
                superseded.at.isAfter(at) ? superseded : new Superseded(superseded.streamSid, at);
        };
    }

    private StreamState newer(String oldSid, Instant oldSince, String newSid, Instant at) {
        return !newSid.equals(oldSid) && at.isAfter(oldSince) ? new Open(newSid, at, at) : this;
    }
}
