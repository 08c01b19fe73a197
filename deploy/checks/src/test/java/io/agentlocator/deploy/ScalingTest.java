package io.agentlocator.deploy;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A scaler that counts or adds the wrong thing. */
class ScalingTest {

    @ParameterizedTest(name = "{0} {1} {2}")
    @CsvSource(
            delimiter = '|',
            value = {
                "HorizontalPodAutoscaler/voice-media-ingest | spec/scaleTargetRef/name | media-ingest | what is scaled, media-ingest, is not there",
                "HorizontalPodAutoscaler/voice-media-ingest | spec/scaleTargetRef/name | voice-crm-service | by media-ingest's calls crm-service is scaled",
                "HorizontalPodAutoscaler/voice-media-ingest | spec/scaleTargetRef/kind | StatefulSet | what is scaled is no Deployment",
                "HorizontalPodAutoscaler/voice-media-ingest | spec/metrics/0/pods/metric/name | agentlocator_active_calls | media-ingest does not have the metric agentlocator_active_calls",
                "HorizontalPodAutoscaler/voice-media-ingest | spec/minReplicas | 11 | voice-media-ingest is scaled from 11 to 10",
                "Deployment/voice-media-ingest | spec/replicas | 2 | voice-media-ingest falls back to its replicas with each upgrade",
                "Deployment/voice-dialog-service | spec/replicas | 6 | dialog-service has up to 7 pods for 6 partitions",
                "Deployment/voice-watchdog-service | spec/strategy/rollingUpdate/maxSurge | 5 | watchdog-service has up to 7 pods for 6 partitions"
            })
    void aPlantedMistakeIsFound(String object, String place, @Nullable String planted, String finding)
            throws Exception {
        Planted.isFound(Map.of(), object, place, planted, finding);
    }

    @ParameterizedTest(name = "{0} {1} {2}")
    @CsvSource(
            delimiter = '|',
            value = {
                "ScaledObject/voice-media-ingest | spec/scaleTargetRef/name | media-ingest | what is scaled, media-ingest, is not there",
                "ScaledObject/voice-media-ingest | spec/triggers/0/metadata/query | sum(agentlocator_active_calls{pod=~\"voice-media-ingest-.*\"}) | media-ingest does not have the metric agentlocator_active_calls",
                "ScaledObject/voice-media-ingest | spec/triggers/0/metadata/query | sum(agentlocator_calls_active{pod=~\"voice-media-ingest-.*\"}) | the calls of others than voice-media-ingest's pods are counted",
                "ScaledObject/voice-media-ingest | spec/triggers/0/metadata/query | sum(agentlocator_calls_active{namespace=\"calls\",pod=~\"media-ingest-.*\"}) | the calls of others than voice-media-ingest's pods are counted",
                "ScaledObject/voice-media-ingest | spec/triggers/0/type | cpu | nobody is asked for the calls",
                "ScaledObject/voice-media-ingest | spec/maxReplicaCount | 1 | voice-media-ingest is scaled from 2 to 1"
            })
    void withKedaToo(String object, String place, @Nullable String planted, String finding) throws Exception {
        Planted.isFound(
                Map.of("autoscaling.prometheusAddress", "http://prometheus:9090"), object, place, planted, finding);
    }
}
