package io.agentlocator.deploy;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A selector that misses its pods, or takes another's. */
class LabelsTest {

    @ParameterizedTest(name = "{0} {1} {2}")
    @CsvSource(
            delimiter = '|',
            value = {
                "Service/voice-crm-service | spec/selector/app.kubernetes.io~1name | dialog-service | Service/voice-crm-service selects the pods of [voice-dialog-service]",
                "Service/voice-crm-service | spec/selector/app.kubernetes.io~1name | | selects the pods of [voice-",
                "Service/voice-crm-service | spec/selector | | Service/voice-crm-service selects the pods of",
                "Service/voice-crm-service | metadata/name | voice-crm | Service/voice-crm selects the pods of [voice-crm-service]",
                "Service/voice-crm-service | kind | ConfigMap | voice-crm-service has no Service",
                "PodDisruptionBudget/voice-crm-service | spec/selector/matchLabels/app.kubernetes.io~1instance | other | PodDisruptionBudget/voice-crm-service selects the pods of []",
                "PodDisruptionBudget/voice-crm-service | spec/selector/matchLabels/app | crm-service | PodDisruptionBudget/voice-crm-service selects the pods of []",
                "NetworkPolicy/voice-crm-service | spec/podSelector/matchLabels/app.kubernetes.io~1name | crm | NetworkPolicy/voice-crm-service selects the pods of []",
                "Deployment/voice-crm-service | spec/selector/matchLabels/app.kubernetes.io~1name | crm | Deployment/voice-crm-service selects the pods of []",
                "Deployment/voice-crm-service | spec/selector/matchLabels/app.kubernetes.io~1version | 0123456789abcdef0123456789abcdef01234567 | lets go of its pods with the next version",
                "Deployment/voice-crm-service | spec/template/metadata/labels/app.kubernetes.io~1name | crm | selects the pods of []",
                "Deployment/voice-crm-service | spec/template/spec/topologySpreadConstraints/0/labelSelector/matchLabels/app.kubernetes.io~1name | dialog-service | the spread of voice-crm-service selects the pods of [voice-dialog-service]",
                "Deployment/voice-crm-service | spec/template/spec/topologySpreadConstraints | | voice-crm-service may stand on one machine",
                "Job/voice-topics-* | spec/template/metadata/labels/app.kubernetes.io~1name | crm-service | are taken for a service",
                "Ingress/voice | metadata/labels | | Ingress/voice has no label app.kubernetes.io/part-of",
                "Job/voice-topics-* | metadata/labels/app.kubernetes.io~1instance | | has no label app.kubernetes.io/instance"
            })
    void aPlantedMistakeIsFound(String object, String place, @Nullable String planted, String finding)
            throws Exception {
        Planted.isFound(Map.of(), object, place, planted, finding);
    }
}
