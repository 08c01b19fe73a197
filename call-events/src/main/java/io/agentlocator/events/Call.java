package io.agentlocator.events;

import org.jspecify.annotations.Nullable;

/** The life of a call as reported by Twilio's webhooks. Written by telephony-gateway. */
public sealed interface Call extends CallEvent {

    /**
     * Twilio's webhook announced a new call; the answer plays the greeting and opens the stream.
     *
     * @param from the caller as Twilio names it: E.164, or {@code anonymous}, {@code client:…}, {@code sip:…}
     * @param greetingMs length of the greeting that is played before the stream opens; deadlines count from its end
     */
    record Received(String callSid, String from, String to, Direction direction, long greetingMs) implements Call {
        @Override
        public String toString() {
            return "Received[callSid=" + callSid + ", from=" + Masked.phone(from) + ", greetingMs=" + greetingMs + "]";
        }
    }

    /** The call is in progress (Twilio's {@code in-progress}). */
    record Answered(String callSid) implements Call {}

    /**
     * Twilio accepted a document that plays the turn's clip and then opens a new stream. There is no stream until the clip
     * has ended. Only in twiml reply mode.
     */
    record ReplyPlaying(String callSid, int turn, long durationMs) implements Call {}

    /** Twilio left the {@code <Connect><Stream>} verb and asked how to continue. */
    record StreamEnded(String callSid, String callStatus, Continuation continuation) implements Call {}

    /**
     * The caller left a recording. The file may not be ready yet.
     *
     * @param recordingUrl Twilio's URL of the recording; fetched with basic authentication
     */
    record RecordingReceived(String callSid, String recordingSid, String recordingUrl, int durationSeconds)
            implements Call {}

    /**
     * The call is over.
     *
     * @param status Twilio's terminal status: completed, busy, no-answer, failed or canceled
     * @param lastedSeconds duration as Twilio counts it; null where Twilio did not report it
     */
    record Ended(String callSid, String status, @Nullable Integer lastedSeconds) implements Call {}

    enum Direction {
        INBOUND,
        OUTBOUND
    }

    /** How a call continued after its stream had ended. */
    enum Continuation {
        /** The caller had hung up. */
        CALLER_GONE,
        /** The agent had finished; the call was hung up. */
        HANG_UP,
        /** The agent had transferred the caller to a person. */
        TRANSFER,
        /** The stream failed while the call lived, or the agent asked for it: the caller may leave a message. */
        RECORD,
        /** A newer document controlled the call already. */
        SUPERSEDED,
        /** The instance with the stream was shutting down and closed it; another stream opens in its place. */
        RECONNECT
    }
}
