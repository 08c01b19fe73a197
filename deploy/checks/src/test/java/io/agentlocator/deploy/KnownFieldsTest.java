package io.agentlocator.deploy;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A field that is misspelt, or of another type, in each kind of object. */
class KnownFieldsTest {

    @ParameterizedTest(name = "{0} {1} {2}")
    @CsvSource(
            delimiter = '|',
            value = {
                "PodDisruptionBudget/voice-crm-service | spec/maxUnavailible | 1 | unknown field maxUnavailible",
                "Deployment/voice-crm-service | spec/template/spec/containers/0/readynessProbe | {} | unknown field readynessProbe",
                "Deployment/voice-crm-service | spec/template/spec/containers/0/env/name=PORT/value | 8080 | is a NUMBER and should be a STRING",
                "Deployment/voice-crm-service | kind | Deploymint | is of no known kind",
                "Ingress/voice | spec/rules/0/http/paths/0/backend/service/port/nome | http | unknown field nome",
                "Job/voice-topics-* | spec/backofLimit | 5 | unknown field backofLimit"
            })
    void aPlantedMistakeIsFound(String object, String place, @Nullable String planted, String finding)
            throws Exception {
        Planted.isFound(Map.of(), object, place, planted, finding);
    }

    @ParameterizedTest(name = "{0} {1} {2}")
    @CsvSource(
            delimiter = '|',
            value = {
                "HTTPRoute/voice | spec/rules/0/timeout | {} | unknown field timeout",
                "HTTPRoute/voice | spec/rules/0/timeouts/requests | 0s | unknown field requests",
                "HTTPRoute/voice | spec/rules/0/matches/0/path/values | /ws/ | unknown field values"
            })
    void inAnHttpRouteToo(String object, String place, @Nullable String planted, String finding) throws Exception {
        Planted.isFound(
                Map.of("gateway.enabled", "true", "gateway.parentRef.name", "public", "ingress.enabled", "false"),
                object,
                place,
                planted,
                finding);
    }

    @ParameterizedTest(name = "{0} {1} {2}")
    @CsvSource(
            delimiter = '|',
            value = {
                "KafkaTopic/calls | spec/partition | 6 | unknown field partition",
                "KafkaTopic/calls | spec/replicas | \"3\" | cannot be read",
                "KafkaTopic/calls | status | {} | unknown field status",
                "KafkaTopic/calls | apiVersion | kafka.strimzi.io/v1alpha1 | is of no known kind"
            })
    void inATopicToo(String object, String place, @Nullable String planted, String finding) throws Exception {
        Planted.isFound(Map.of("topics.create", "strimzi"), object, place, planted, finding);
    }

    @ParameterizedTest(name = "{0} {1} {2}")
    @CsvSource(
            delimiter = '|',
            value = {
                "PodMonitor/voice | spec/podMetricsEndpoints/0/targetport | 8080 | unknown field targetport",
                "PodMonitor/voice | spec/selector/matchLabel | {} | unknown field matchLabel",
                "PodMonitor/voice | spec/endpoints | [] | unknown field endpoints",
                "PrometheusRule/voice | spec/groups/0/rules/0/expression | up | unknown field expression",
                "PrometheusRule/voice | spec/groups/0/rules/0/for | 5 | cannot be read"
            })
    void inWhatTheOperatorOfPrometheusReadsToo(String object, String place, @Nullable String planted, String finding)
            throws Exception {
        Planted.isFound(Map.of("monitoring.enabled", "true"), object, place, planted, finding);
    }

    @ParameterizedTest(name = "{0} {1} {2}")
    @CsvSource(
            delimiter = '|',
            value = {
                "ScaledObject/voice-media-ingest | spec/minReplicas | 2 | unknown field minReplicas",
                "ScaledObject/voice-media-ingest | spec/triggers/0/metadata/address | x | unknown field address",
                "ScaledObject/voice-media-ingest | spec/triggers/0/metadata/threshold | 40 | cannot be read",
                "ScaledObject/voice-media-ingest | spec/advanced/horizontalPodAutoscalerConfig/behavior/scaleDowm | {} | unknown field scaleDowm"
            })
    void inAScaledObjectToo(String object, String place, @Nullable String planted, String finding) throws Exception {
        Planted.isFound(
                Map.of("autoscaling.prometheusAddress", "http://prometheus:9090"), object, place, planted, finding);
    }
}
