package io.agentlocator.gonogo;

import java.util.List;

/** The checks, in the order in which a call uses what they check. */
final class AllChecks {

    private AllChecks() {}

    static List<Check> all(Options options) {
        return List.of(
                new IncomingCallTwiml(),
                new SpokenFiles(),
                new Handshake(),
                new SameBuild(options.commit()),
                new Readiness(),
                new HealthyCall(),
                new SilentStream(options.watchdog()),
                new StatusCallback(),
                new NumberSettings());
    }
}
