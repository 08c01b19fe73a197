package io.agentlocator.events;

/** What really happened on the media socket. Reports: they ask for nothing. Written by media-ingest. */
public sealed interface MediaEvent extends CallEvent {

    record StreamStarted(String callSid, String streamSid) implements MediaEvent {}

    /** Heartbeat while frames arrive, at most one a second. */
    record MediaSeen(String callSid, String streamSid, long framesIn) implements MediaEvent {}

    record StreamStopped(String callSid, String streamSid, StopReason reason, long framesIn, long framesOut)
            implements MediaEvent {}

    /**
     * Voice activity began.
     *
     * @param offsetMs onset on the stream's own clock
     * @param interrupting whether the agent's sound was playing and is now on hold
     */
    record SpeechStarted(String callSid, String streamSid, long offsetMs, boolean interrupting) implements MediaEvent {}

    record SpeechEnded(String callSid, String streamSid, long offsetMs) implements MediaEvent {}

    /** The first frame of the turn went out to the caller. */
    record PlaybackStarted(String callSid, int turn) implements MediaEvent {}

    /** The caller has heard the whole turn. */
    record PlaybackFinished(String callSid, int turn, long heardMs) implements MediaEvent {}

    /**
     * The turn was cut before its end.
     *
     * @param heardMs how much of the turn the caller heard
     * @param sentencesHeard how many of its sentences the caller heard to the end
     */
    record PlaybackCut(String callSid, int turn, long heardMs, int sentencesHeard) implements MediaEvent {}

    /** @param digit one of 0-9, * and # */
    record DigitPressed(String callSid, String digit) implements MediaEvent {}

    enum StopReason {
        /** Twilio said {@code stop}: the caller hung up, or a newer document took the call. */
        STOPPED_BY_TWILIO,
        /** The agent had said goodbye and the socket was closed here. */
        AGENT_HUNG_UP,
        /** The socket closed or went silent without a {@code stop}. */
        SOCKET_LOST,
        /** The records could not be written or read any longer, so the socket was closed for Twilio to go on without it. */
        FEED_LOST,
        /** The stream did not prove that it belongs to the call. */
        REFUSED,
        /** This instance is shutting down. */
        DRAINED
    }
}
