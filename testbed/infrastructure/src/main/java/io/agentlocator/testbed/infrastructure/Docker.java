package io.agentlocator.testbed.infrastructure;

import java.nio.file.Files;
import java.nio.file.Path;
import org.testcontainers.DockerClientFactory;

/** Whether a Docker engine answers. Checked once, since the check takes seconds without one. */
final class Docker {

    private static final boolean ANSWERS = ask();

    private Docker() {}

    static boolean answers() {
        return ANSWERS;
    }

    private static boolean ask() {
        // Without either of these Testcontainers tries every strategy it knows and logs each failure.
        if (System.getenv("DOCKER_HOST") == null && !Files.exists(Path.of("/var/run/docker.sock"))) {
            return false;
        }
        try {
            return DockerClientFactory.instance().isDockerAvailable();
        } catch (RuntimeException e) {
            return false;
        }
    }
}
