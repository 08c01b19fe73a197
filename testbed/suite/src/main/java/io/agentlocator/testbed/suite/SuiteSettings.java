package io.agentlocator.testbed.suite;

import java.nio.file.Path;
import java.util.Map;

/**
 * @param root the checkout, whose services have been built
 * @param directory where data, logs and recordings go
 * @param keepData whether topics and database are kept for the next start
 * @param everyService environment of all services; overrides the launcher's own
 * @param replicas of each service
 * @param arrangement how they are started, and which front receives the requests
 */
public record SuiteSettings(
        Path root,
        Path directory,
        boolean keepData,
        Map<String, String> everyService,
        int replicas,
        Arrangement arrangement) {

    public SuiteSettings(Path root, Path directory, boolean keepData, Map<String, String> everyService) {
        this(root, directory, keepData, everyService, 1, new CheckoutArrangement());
    }

    public SuiteSettings withReplicas(int count) {
        return new SuiteSettings(root, directory, keepData, everyService, count, arrangement);
    }

    public SuiteSettings withArrangement(Arrangement other) {
        return new SuiteSettings(root, directory, keepData, everyService, replicas, other);
    }
}
