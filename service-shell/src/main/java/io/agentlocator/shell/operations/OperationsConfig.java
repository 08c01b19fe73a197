package io.agentlocator.shell.operations;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How a service tells its operators of itself. */
@ConfigMapping(prefix = "agentlocator.operations")
public interface OperationsConfig {

    /**
     * Whether this service collects what all services tell, and answers for the whole suite: {@code /readyz} of all,
     * {@code /version} of all, and {@code /ops/log} if it has a bean of {@link OperatorProof}. The one that the public
     * address leads to does.
     */
    @WithDefault("false")
    boolean collect();

    @WithDefault("5s")
    Duration every();

    /** A service that has said nothing for so long is gone. */
    @WithDefault("20s")
    Duration stale();

    /** How many log lines the collecting service keeps; the oldest leave first. */
    @WithDefault("10000")
    int lines();
}
