package io.agentlocator.media.twilio;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A message from Twilio. Source: Twilio's page "Media Streams – WebSocket messages". */
sealed interface TwilioMessage {

    record Connected() implements TwilioMessage {}

    /** @param parameters the custom parameters of the document; empty where there are none */
    record Start(String callSid, String streamSid, Map<String, String> parameters) implements TwilioMessage {
        @Nullable
        String token() {
            return parameters.get("token");
        }

        /** The parameters hold the token. */
        @Override
        public String toString() {
            return "Start[callSid=" + callSid + ", streamSid=" + streamSid + ", parameters=" + parameters.keySet()
                    + "]";
        }
    }

    /** @param chunk counts the media messages of the stream from 1; 0 where unknown */
    record Media(long chunk, long timestampMs, byte[] mulaw) implements TwilioMessage {}

    record Mark(String name) implements TwilioMessage {}

    record Dtmf(String digit) implements TwilioMessage {}

    record Stop() implements TwilioMessage {}

    /** An event that this build does not know; Twilio may add some. */
    record Unknown(String event) implements TwilioMessage {}

    /** Not a message of this protocol, or its sound cannot be decoded. */
    record Garbled(String cause) implements TwilioMessage {}
}
