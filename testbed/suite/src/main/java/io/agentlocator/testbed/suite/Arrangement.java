package io.agentlocator.testbed.suite;

import java.nio.file.Path;
import java.util.Map;

/** How the services are started, and which front receives the requests. */
public interface Arrangement {

    /**
     * @param root the checkout, whose services have been built
     * @param environment for every service of this suite; an arrangement may pass on only what a service uses
     */
    Launch launch(Service service, Path root, Map<String, String> environment);

    /** @param port on loopback, free at the moment */
    Front front(int port);
}
