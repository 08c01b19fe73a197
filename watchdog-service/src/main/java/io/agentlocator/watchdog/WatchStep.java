package io.agentlocator.watchdog;

import io.agentlocator.events.CallAlert;
import io.agentlocator.events.CallAlert.Trouble;
import java.time.Instant;

/** What is to be done for a call. */
public sealed interface WatchStep {

    String callSid();

    /** Redirect the live call to a recording. */
    record Redirect(String callSid, Trouble reason) implements WatchStep {}

    /** End the call, which should have ended long ago. */
    record HangUp(String callSid) implements WatchStep {}

    /**
     * Publish an alert.
     *
     * @param at the time of the alert's event, which the state holds too
     */
    record Alert(CallAlert alert, Instant at) implements WatchStep {
        @Override
        public String callSid() {
            return alert.callSid();
        }
    }
}
