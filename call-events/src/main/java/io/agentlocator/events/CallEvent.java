package io.agentlocator.events;

/** An event of one call; all of a call's events share one key and therefore one partition number in every topic. */
public sealed interface CallEvent extends Event
        permits AgentAudio, Call, CallAlert, CallOutcome, CallerAudio, MediaEvent, Reply, Transcript {

    /** Twilio's CallSid ({@code CA…}), the identity of the call; never the stream's {@code MZ…}. */
    String callSid();

    @Override
    default String key() {
        return callSid();
    }
}
