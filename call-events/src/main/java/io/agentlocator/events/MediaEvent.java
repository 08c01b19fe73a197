package io.agentlocator.events;

/** What happened on the media socket. These are reports: they ask for nothing. Written by media-ingest. */
public sealed interface MediaEvent extends CallEvent {

    record StreamStarted(String callSid, String streamSid) implements MediaEvent {}

    /** Heartbeat while frames arrive, at most one per second. */
    record MediaSeen(String callSid, String streamSid, long framesIn) implements MediaEvent {}

    record StreamStopped(String callSid, String streamSid, StopReason reason, long framesIn, long framesOut)
            implements MediaEvent {}

    /**
     * Voice activity began.
     *
     * @param offsetMs onset on the stream's own clock
     * @param interrupting whether the agent's sound was playing and is now held
     */
    record SpeechStarted(String callSid, String streamSid, long offsetMs, boolean interrupting) implements MediaEvent {}

    record SpeechEnded(String callSid, String streamSid, long offsetMs) implements MediaEvent {}

    /** The first frame of the turn was sent to the caller. */
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
        /** Twilio sent {@code stop}: the caller hung up, or a newer document controls the call. */
        STOPPED_BY_TWILIO,
        /** The agent's goodbye was heard, and media-ingest closed the socket. */
        AGENT_HUNG_UP,
        /** The socket closed without a {@code stop}, or received no frames. */
        SOCKET_LOST,
        /** Kafka accepted or delivered no records, so media-ingest closed the socket and Twilio's document continues. */
        FEED_LOST,
        /** The stream did not prove that it belongs to the call. */
        REFUSED,
        /** This instance is shutting down. */
        DRAINED
    }
}
