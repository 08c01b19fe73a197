package io.agentlocator.testbed.phone;

import io.agentlocator.testbed.twilio.report.HeardStretch;
import io.agentlocator.testbed.twilio.report.SpokenLine;
import java.time.Duration;
import java.util.List;

/**
 * What a caller has to decide upon.
 *
 * @param turn 1 at the first decision
 * @param mulaw all that was heard since the caller's last line, silence included
 * @param stretches the same as stretches of sound, with their sources: the URL of a Play, the stream
 * @param said everything the caller has said
 * @param agentSilent nothing was heard since the caller's last line, and patience is at its end
 * @param now since dialling
 */
public record HeardSoFar(
        int turn,
        byte[] mulaw,
        List<HeardStretch> stretches,
        List<SpokenLine> said,
        boolean agentSilent,
        Duration now) {}
