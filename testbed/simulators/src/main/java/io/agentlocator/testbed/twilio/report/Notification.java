package io.agentlocator.testbed.twilio.report;

import java.time.Instant;

/**
 * An entry of Twilio's debugger.
 *
 * @param code Twilio's error code, such as 31951
 * @param callSid empty when it concerns no call
 */
public record Notification(Instant at, int code, Level level, String callSid, String message) {
    public enum Level {
        WARNING,
        ERROR
    }
}
