package io.agentlocator.testbed.suite;

import java.nio.file.Path;
import java.util.Map;

/** How the services are started, and what stands before them. */
public interface Arrangement {

    /**
     * @param root the checkout, whose services have been built
     * @param environment what every service of this suite is to know; an arrangement may tell each only what it uses
     */
    Launch launch(Service service, Path root, Map<String, String> environment);

    /** @param port on loopback, free at this moment */
    Front front(int port);
}
