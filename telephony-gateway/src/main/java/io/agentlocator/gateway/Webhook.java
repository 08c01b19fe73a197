package io.agentlocator.gateway;

import io.agentlocator.events.Call;
import org.jspecify.annotations.Nullable;

/** What a webhook says, in the gateway's own words. */
public sealed interface Webhook {

    String callSid();

    /** A call wants to be answered. */
    record Incoming(String callSid, String from, String to, Call.Direction direction, long greetingMs)
            implements Webhook {
        @Override
        public String toString() {
            return "Incoming[callSid=" + callSid + "]";
        }
    }

    /** The call left its media stream and asks how to go on. */
    record StreamLeft(String callSid, CallStatus status) implements Webhook {}

    /** The transfer to a person is over. @param reached whether the caller and the person talked */
    record TransferLeft(String callSid, CallStatus status, boolean reached) implements Webhook {}

    /** The caller finished a recording, or it is ready: whichever is told first. */
    record Recorded(String callSid, @Nullable Recording recording) implements Webhook {}

    /** The call changed its status. @param lastedSeconds null where it is not said */
    record StatusChanged(
            String callSid, CallStatus status, @Nullable Integer lastedSeconds) implements Webhook {}

    /** A recording that holds something. @param seconds 0 where it is not said */
    record Recording(String sid, String url, int seconds) {}
}
