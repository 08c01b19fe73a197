package io.agentlocator.shell.operations;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How services report their state to operators. */
@ConfigMapping(prefix = "agentlocator.operations")
public interface OperationsConfig {

    /**
     * Whether this service collects the reports of all services and answers for the whole suite: {@code /readyz} and
     * {@code /version} of all services, and {@code /ops/log} if it has a bean of {@link OperatorProof}. The service behind
     * the public address does.
     */
    @WithDefault("false")
    boolean collect();

    @WithDefault("5s")
    Duration every();

    /** A service without a report for so long counts as gone. */
    @WithDefault("20s")
    Duration stale();

    /** How many log lines the collecting service keeps; the oldest are removed first. */
    @WithDefault("10000")
    int lines();
}
