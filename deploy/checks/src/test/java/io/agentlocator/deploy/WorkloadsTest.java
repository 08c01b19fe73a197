package io.agentlocator.deploy;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A pod that is not what the service needs. */
class WorkloadsTest {

    @ParameterizedTest(name = "{0} {1} {2}")
    @CsvSource(
            delimiter = '|',
            value = {
                "Deployment/voice-crm-service | spec/template/spec/containers/0/name | crm | crm is no service",
                "Deployment/voice-crm-service | spec/template/spec/containers/0/name | dialog-service | dialog-service is deployed twice",
                "Deployment/voice-crm-service | kind | ConfigMap | of the services only these are deployed",
                "Deployment/voice-crm-service | spec/template/spec/containers/0/ports/0/containerPort | 9090 | does not listen on 9090",
                "Deployment/voice-crm-service | spec/template/spec/containers/0/env/name=PORT/value | \"9090\" | does not listen on 8080",
                "Deployment/voice-crm-service | spec/template/metadata/annotations/prometheus.io~1port | \"9090\" | does not show its metrics where Prometheus is sent",
                "Deployment/voice-crm-service | spec/template/spec/containers/0/startupProbe/httpGet/path | /health/started | does not serve the startupProbe /health/started",
                "Deployment/voice-crm-service | spec/template/spec/containers/0/readinessProbe | | does not serve the readinessProbe",
                "Deployment/voice-crm-service | spec/template/spec/containers/0/readinessProbe/httpGet/path | /q/health/live | does not serve the readinessProbe /q/health/live",
                "Deployment/voice-crm-service | spec/template/spec/containers/0/livenessProbe/httpGet/path | /q/health/ready | would be killed for want of Kafka",
                "Deployment/voice-crm-service | spec/template/spec/containers/0/livenessProbe/httpGet/port | web | has no port web for the livenessProbe",
                "Deployment/voice-crm-service | spec/template/spec/containers/0/livenessProbe/httpGet/port | 9090 | has no port 9090 for the livenessProbe",
                "Deployment/voice-media-ingest | spec/template/spec/terminationGracePeriodSeconds | 30 | media-ingest is killed before it has drained",
                "Deployment/voice-media-ingest | spec/template/spec/containers/0/env/name=DRAIN_SETTLE_SECONDS/value | \"680\" | media-ingest is killed before it has drained",
                "Deployment/voice-crm-service | spec/template/spec/containers/0/resources/limits | | crm-service has no limit to its memory",
                "Deployment/voice-crm-service | spec/template/spec/containers/0/env/name=JDK_JAVA_OPTIONS/value | -Xmx512m | crm-service has no room beside its heap",
                "Deployment/voice-crm-service | spec/template/spec/containers/0/securityContext/readOnlyRootFilesystem | false | may do more than it needs",
                "Deployment/voice-crm-service | spec/template/spec/securityContext/seccompProfile | | may do more than it needs",
                "Deployment/voice-crm-service | spec/template/spec/containers/0/volumeMounts/0/name | temp | has nowhere to put a file",
                "Deployment/voice-media-ingest | spec/template/spec/containers/0/image | agentlocator/media-ingest:latest | is not pinned to a commit",
                "Deployment/voice-media-ingest | spec/template/spec/containers/0/image | agentlocator/crm-service:0123456789abcdef | is not pinned to a commit",
                "Deployment/voice-speech-service | spec/template/spec/containers/0/resources/requests/memory | 1Gi | speech-service is promised less memory than it takes: 1Gi",
                "Deployment/voice-crm-service | spec/template/spec/containers/0/resources/requests | | crm-service is promised less memory than it takes",
                "Deployment/voice-crm-service | spec/template/spec/containers/0/volumeMounts/+ | { name: ca, mountPath: /ca } | crm-service mounts ca, which its pod does not have",
                "Deployment/voice-speech-service | spec/template/spec/containers/0/env/+ | { name: GOOGLE_APPLICATION_CREDENTIALS, value: /google/key.json } | speech-service is told GOOGLE_APPLICATION_CREDENTIALS, where nothing is mounted",
                "PodDisruptionBudget/voice-crm-service | spec/unhealthyPodEvictionPolicy | | voice-crm-service keeps its node for as long as it is not ready"
            })
    void aPlantedMistakeIsFound(String object, String place, @Nullable String planted, String finding)
            throws Exception {
        Planted.isFound(Map.of(), object, place, planted, finding);
    }
}
