package io.agentlocator.events;

/** What the watchdog noticed and did. These are reports: no service acts because they ask for it. Written by watchdog-service. */
public sealed interface CallAlert extends CallEvent {

    /** The live call was redirected to a recording. */
    record Redirected(String callSid, Trouble reason) implements CallAlert {}

    record RedirectFailed(String callSid, Trouble reason, String cause) implements CallAlert {}

    /**
     * Nobody has spoken since the end of the agent's last turn.
     *
     * @param prompts how many times in a row this has been reported
     */
    record CallerSilent(String callSid, long silentMs, int prompts) implements CallAlert {}

    /** The caller spoke, and the agent has not answered. */
    record AgentSilent(String callSid, long silentMs) implements CallAlert {}

    /** An open stream received no frames. */
    record MediaLost(String callSid, String streamSid, long silentMs) implements CallAlert {}

    record CallOverlong(String callSid, long lastedMs) implements CallAlert {}

    /** Why a call was redirected. */
    enum Trouble {
        STREAM_NEVER_STARTED,
        NO_MEDIA,
        AGENT_SILENT
    }
}
