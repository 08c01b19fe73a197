package io.agentlocator.testbed.twilio.report;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The traffic of one media socket.
 *
 * @param url from the TwiML, resolved
 * @param subprotocol that the server chose; empty for none
 * @param opened when {@code start} was sent, since dialling; empty if it never was
 * @param closeCode see {@link TimelineEvent.StreamClosed}; 0 while open
 * @param mediaSent messages of caller sound
 * @param mediaReceived messages of agent sound that were accepted
 * @param bytesReceived agent sound in samples
 * @param marks names in the order of arrival
 * @param invalidMessages the reason for each refused message
 */
public record StreamReport(
        String streamSid,
        String url,
        String subprotocol,
        Map<String, String> customParameters,
        Optional<Duration> opened,
        Optional<Duration> closed,
        Optional<StreamEnd> end,
        int closeCode,
        int mediaSent,
        int mediaReceived,
        long bytesReceived,
        List<String> marks,
        int clears,
        List<String> invalidMessages) {}
