package io.agentlocator.testbed.suite;

import io.agentlocator.testbed.twilio.report.AnswerLatency;
import io.agentlocator.testbed.twilio.report.CallReport;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The two parts of the caller's waiting time that the stages of a turn do not contain.
 *
 * @param voiceMs from the caller's last audible sound to the end of the voice as voice activity detected it
 * @param soundMs from the turn's first frame to the first audible one: the network, and the silence at the start of the
 *     voice
 */
record AudibleTimes(long voiceMs, long soundMs) {

    /** For the turns that answered a line. The simulator and the services share one machine's clock. */
    static List<AudibleTimes> of(CallReport report, List<TurnTime> turns) {
        var times = new ArrayList<AudibleTimes>();
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
                    times.add(new AudibleTimes(
                            Duration.between(silent, turn.voiceEnded()).toMillis(),
                            Duration.between(turn.playing(), heard).toMillis()));
                    break;
                }
            }
        }
        return times;
    }
}
