package io.agentlocator.testbed.suite;

import io.agentlocator.testbed.twilio.report.AnswerLatency;
import io.agentlocator.testbed.twilio.report.CallReport;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * What lies between a turn's stages and the caller: together with them it is the time at his ear.
 *
 * @param voiceMs from his last audible sound to where voice activity saw the voice end
 * @param soundMs from the turn's first frame out to the first that he could hear: the wire, and the silence with which a
 *     voice begins
 */
record AtEar(long voiceMs, long soundMs) {

    /** Of the turns that answered a line; the simulator's clock and the services' are one machine's. */
    static List<AtEar> of(CallReport report, List<TurnTime> turns) {
        var ears = new ArrayList<AtEar>();
        for (AnswerLatency answer : report.latencies()) {
            if (answer.latency().isEmpty()) {
                continue;
            }
            Instant silent = report.dialledAt().plus(answer.said().lastAudible());
            Instant heard = silent.plus(answer.latency().get());
            for (TurnTime turn : turns) {
                boolean belongs =
                        turn.playing().isAfter(silent) && !turn.playing().isAfter(heard.plusMillis(50));
                if (belongs) {
                    ears.add(new AtEar(
                            Duration.between(silent, turn.voiceEnded()).toMillis(),
                            Duration.between(turn.playing(), heard).toMillis()));
                    break;
                }
            }
        }
        return ears;
    }
}
