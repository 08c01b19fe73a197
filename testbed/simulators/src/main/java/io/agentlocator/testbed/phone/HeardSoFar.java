package io.agentlocator.testbed.phone;

import io.agentlocator.testbed.twilio.report.HeardStretch;
import io.agentlocator.testbed.twilio.report.SpokenLine;
import java.time.Duration;
import java.util.List;

/**
 * What a caller has heard and said when it decides.
 *
 * @param turn 1 at the first decision
 * @param mulaw the agent's sound since the caller's last line, silence included
 * @param stretches the same as stretches of sound, with their sources: the URL of a Play, the stream
 * @param said everything the caller has said
 * @param agentSilent nothing was heard since the caller's last line, and the caller's patience has run out
 * @param now since dialling
 */
public record HeardSoFar(
        int turn,
        byte[] mulaw,
        List<HeardStretch> stretches,
        List<SpokenLine> said,
        boolean agentSilent,
        Duration now) {}
