package io.agentlocator.gateway;

import io.agentlocator.events.Call;
import org.jspecify.annotations.Nullable;

/** The content of a webhook about a call, without Twilio's parameter names. */
public sealed interface Webhook {

    String callSid();

    /** A call comes in. */
    record Incoming(String callSid, String from, String to, Call.Direction direction, long greetingMs)
            implements Webhook {
        @Override
        public String toString() {
            return "Incoming[callSid=" + callSid + "]";
        }
    }

    /**
     * The call has left a media stream and asks for the next document.
     *
     * @param afterTurn the turn whose clip was played before that stream; 0 where it was the greeting
     */
    record StreamLeft(String callSid, CallStatus status, int afterTurn) implements Webhook {}

    /** The transfer to a person has ended. @param reached whether the caller and the person talked */
    record TransferLeft(String callSid, CallStatus status, boolean reached) implements Webhook {}

    /** The caller has finished a recording; the call asks for the next document. @param recording null where it is empty */
    record Recorded(String callSid, @Nullable Recording recording) implements Webhook {}

    /** The file of a recording is ready. @param recording null where it is empty or failed */
    record RecordingReady(String callSid, @Nullable Recording recording) implements Webhook {}

    /** The status of the call changed. @param lastedSeconds null where the webhook has none */
    record StatusChanged(
            String callSid, CallStatus status, @Nullable Integer lastedSeconds) implements Webhook {}

    /** A recording that is not empty. @param seconds 0 where the webhook has none */
    record Recording(String sid, String url, int seconds) {}
}
