package io.agentlocator.testbed.twilio.rest;

import java.time.Instant;
import java.util.Map;

/** A message that the application sent over REST, with the parameters it gave. */
public record SentMessage(String messageSid, Instant at, Map<String, String> params) {
    public String to() {
        return params.getOrDefault("To", "");
    }
}
