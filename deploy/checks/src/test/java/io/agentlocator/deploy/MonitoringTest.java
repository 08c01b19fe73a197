package io.agentlocator.deploy;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A pod that nobody asks, or a rule that nobody has tried. */
class MonitoringTest {

    @ParameterizedTest(name = "{0} {1} {2}")
    @CsvSource(
            delimiter = '|',
            value = {
                "PodMonitor/voice | spec/selector/matchLabels/app.kubernetes.io~1name | crm-service | dialog-service is not asked for its metrics",
                "PodMonitor/voice | spec/selector/matchLabels/app.kubernetes.io~1part-of | voice | dialog-service is not asked for its metrics",
                "PodMonitor/voice | spec/podMetricsEndpoints/0/port | web | crm-service does not show its metrics at",
                "PodMonitor/voice | spec/podMetricsEndpoints/0/path | /metrics | crm-service does not show its metrics at",
                "PrometheusRule/voice | spec/groups/0/rules/0/expr | up == 0 | the rules are others than those in deploy/observe",
                "PrometheusRule/voice | spec/groups/0/rules/0 | | the rules are others than those in deploy/observe"
            })
    void aPlantedMistakeIsFound(String object, String place, @Nullable String planted, String finding)
            throws Exception {
        Planted.isFound(Map.of("monitoring.enabled", "true"), object, place, planted, finding);
    }
}
