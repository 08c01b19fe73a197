package io.agentlocator.events;

import org.jspecify.annotations.Nullable;

/** The life of a call as Twilio's webhooks tell it. Written by telephony-gateway. */
public sealed interface Call extends CallEvent {

    /**
     * Twilio asked what to do with a new call and was told to play the greeting and open the stream.
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
     * Twilio was told to play the turn's clip and then to open a new stream; until the clip has ended there is no stream.
     * Only where the agent answers by TwiML.
     */
    record ReplyPlaying(String callSid, int turn, long durationMs) implements Call {}

    /** Twilio left the {@code <Connect><Stream>} verb and asked how to go on. */
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
     * @param lastedSeconds length as Twilio counts it; null where Twilio did not say
     */
    record Ended(String callSid, String status, @Nullable Integer lastedSeconds) implements Call {}

    enum Direction {
        INBOUND,
        OUTBOUND
    }

    /** How a call went on when its stream had ended. */
    enum Continuation {
        /** The caller had gone. */
        CALLER_GONE,
        /** The agent had finished; the call was hung up. */
        HANG_UP,
        /** The agent had handed the caller to a person. */
        TRANSFER,
        /** The stream had died under a living call, or the agent asked for it: the caller may leave a message. */
        RECORD,
        /** A newer document had already taken over. */
        SUPERSEDED,
        /** The stream was handed back by an instance that was going down; another one opens in its place. */
        RECONNECT
    }
}
