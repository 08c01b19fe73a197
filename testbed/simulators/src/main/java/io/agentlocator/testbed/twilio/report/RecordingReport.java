package io.agentlocator.testbed.twilio.report;

import java.time.Duration;

/**
 * A recording made by the Record verb.
 *
 * @param url that the application received
 * @param mulaw the sound, trimmed as Twilio does
 * @param refused requests that got a 404 because it was not ready
 * @param served requests that got the file
 */
public record RecordingReport(
        String recordingSid, String callSid, String url, Duration length, byte[] mulaw, int refused, int served) {}
