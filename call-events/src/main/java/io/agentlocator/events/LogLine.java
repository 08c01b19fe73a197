package io.agentlocator.events;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Log lines that have a name ({@code WS_START}, {@code WATCHDOG_REDIRECT_OK}, …), so that an operator who looks for one
 * call need not collect the logs of all pods. Like the log they hold masked numbers and no words of a caller. Written by
 * any service.
 */
public sealed interface LogLine extends Event {

    /**
     * @param key the CallSid, or the service's name where the line belongs to no call
     * @param callSid null where the line belongs to no call
     * @param name the first word of the line
     * @param line the whole log line, at most 1,000 characters
     */
    record Written(
            String key, @Nullable String callSid, String service, String instance, Instant at, String name, String line)
            implements LogLine {}
}
