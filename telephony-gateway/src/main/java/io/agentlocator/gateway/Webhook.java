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

    /**
     * The call left a media stream and asks how to go on.
     *
     * @param afterTurn the turn whose clip was played before that stream; 0 where it was the greeting
     */
    record StreamLeft(String callSid, CallStatus status, int afterTurn) implements Webhook {}

    /** The transfer to a person is over. @param reached whether the caller and the person talked */
    record TransferLeft(String callSid, CallStatus status, boolean reached) implements Webhook {}

    /** The caller finished a recording and asks how to go on. @param recording null where it holds nothing */
    record Recorded(String callSid, @Nullable Recording recording) implements Webhook {}

    /** The file of a recording is ready. @param recording null where there is none after all */
    record RecordingReady(String callSid, @Nullable Recording recording) implements Webhook {}

    /** The call changed its status. @param lastedSeconds null where it is not said */
    record StatusChanged(
            String callSid, CallStatus status, @Nullable Integer lastedSeconds) implements Webhook {}

    /** A recording that holds something. @param seconds 0 where it is not said */
    record Recording(String sid, String url, int seconds) {}
}
