package io.agentlocator.watchdog;

import io.agentlocator.events.CallAlert;
import io.agentlocator.events.CallAlert.Trouble;
import java.time.Instant;

/** What is to be done for a call. */
public sealed interface Step {

    String callSid();

    /** The live call is to be redirected to a recording. */
    record Redirect(String callSid, Trouble reason) implements Step {}

    /** The call should long be over: it is to be ended. */
    record HangUp(String callSid) implements Step {}

    /** @param at the time that the alert carries; the same as the state remembers */
    record Tell(CallAlert alert, Instant at) implements Step {
        @Override
        public String callSid() {
            return alert.callSid();
        }
    }
}
