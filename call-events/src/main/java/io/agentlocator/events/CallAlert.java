package io.agentlocator.events;

/** What the watchdog saw and did. Reports: they ask for nothing. Written by watchdog-service. */
public sealed interface CallAlert extends CallEvent {

    /** The live call was redirected to a recording. */
    record Redirected(String callSid, Trouble reason) implements CallAlert {}

    record RedirectFailed(String callSid, Trouble reason, String cause) implements CallAlert {}

    /** Nobody has said anything since the agent's last word. @param prompts how many times in a row this has been said */
    record CallerSilent(String callSid, long silentMs, int prompts) implements CallAlert {}

    /** The caller spoke, and the agent has not answered. */
    record AgentSilent(String callSid, long silentMs) implements CallAlert {}

    /** Frames stopped coming on a stream that was not closed. */
    record MediaLost(String callSid, String streamSid, long silentMs) implements CallAlert {}

    record CallOverlong(String callSid, long lastedMs) implements CallAlert {}

    /** Why a call had to be saved. */
    enum Trouble {
        STREAM_NEVER_STARTED,
        NO_MEDIA,
        AGENT_SILENT
    }
}
