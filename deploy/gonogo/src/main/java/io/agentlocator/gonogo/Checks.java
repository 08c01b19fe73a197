package io.agentlocator.gonogo;

import java.util.List;

/** The checks, in the order in which a call would meet what they look at. */
final class Checks {

    private Checks() {}

    static List<Check> all(Options options) {
        return List.of(
                new Answer(),
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
