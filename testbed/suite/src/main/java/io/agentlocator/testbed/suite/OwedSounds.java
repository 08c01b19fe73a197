package io.agentlocator.testbed.suite;

import io.agentlocator.testbed.twilio.report.CallReport;
import io.agentlocator.testbed.twilio.report.HeardStretch;
import io.agentlocator.testbed.twilio.report.SpokenLine;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The silences in which the caller waited for the agent: from the caller's last audible sound to the agent's first, and
 * between the agent's sounds until the caller speaks again.
 */
public final class OwedSounds {

    /** @param after the caller's last line */
    public record Silence(String after, Duration from, Duration length) {
        @Override
        public String toString() {
            return String.format(
                    Locale.ROOT,
                    "%.2f s of silence at %.2f s, after '%s'",
                    length.toMillis() / 1000.0,
                    from.toMillis() / 1000.0,
                    after);
        }
    }

    private OwedSounds() {}

    public static List<Silence> in(CallReport report) {
        var silences = new ArrayList<Silence>();
        List<SpokenLine> said = report.said();
        for (int i = 0; i < said.size(); i++) {
            SpokenLine line = said.get(i);
            Duration until = i + 1 < said.size() ? said.get(i + 1).from() : report.endedAt();
            Duration silentSince = line.lastAudible();
            boolean answered = false;
            for (HeardStretch sound : report.heard()) {
                if (sound.to().compareTo(line.lastAudible()) <= 0
                        || sound.from().compareTo(until) >= 0) {
                    continue;
                }
                if (sound.from().compareTo(silentSince) > 0) {
                    silences.add(
                            new Silence(line.what(), silentSince, sound.from().minus(silentSince)));
                }
                silentSince = sound.to();
                answered = true;
            }
            if (!answered) {
                silences.add(new Silence(line.what(), silentSince, until.minus(silentSince)));
            }
        }
        return silences;
    }

    public static Optional<Silence> longest(CallReport report) {
        return in(report).stream().max(Comparator.comparing(Silence::length));
    }
}
