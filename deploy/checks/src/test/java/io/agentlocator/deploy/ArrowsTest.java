package io.agentlocator.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A way between pods that should not be, or is missing. */
class ArrowsTest {

    @ParameterizedTest(name = "{0} {1} {2}")
    @CsvSource(
            delimiter = '|',
            value = {
                "NetworkPolicy/voice-crm-service | kind | ConfigMap | crm-service has no network policy",
                "NetworkPolicy/voice-crm-service | spec/policyTypes/1 | | crm-service is held in one direction only",
                "NetworkPolicy/voice-crm-service | spec/ingress/0/from | | crm-service may be reached by anybody",
                "NetworkPolicy/voice-crm-service | spec/ingress/0/from/0/namespaceSelector | {} | crm-service may be reached by anybody",
                "NetworkPolicy/voice-crm-service | spec/ingress/0/from/0 | { podSelector: {} } | crm-service may speak to another service",
                "NetworkPolicy/voice-crm-service | spec/ingress/0/from/0/namespaceSelector/matchLabels/kubernetes.io~1metadata.name | ingress-nginx | crm-service may be reached from outside",
                "NetworkPolicy/voice-crm-service | spec/ingress/0/from/0 | | crm-service may not be asked for its metrics",
                "NetworkPolicy/voice-media-ingest | spec/ingress/0/from/0 | | media-ingest may not be reached from outside",
                "NetworkPolicy/voice-media-ingest | spec/ingress/0/ports/0/port | 9090 | media-ingest lets in at [9090] and listens on 8080",
                "NetworkPolicy/voice-media-ingest | spec/ingress/0/ports | | media-ingest lets in at [] and listens on 8080",
                "NetworkPolicy/voice-crm-service | spec/egress/+ | {} | crm-service may reach any port",
                "NetworkPolicy/voice-crm-service | spec/egress/+ | { to: [{ podSelector: {} }], ports: [{ protocol: TCP, port: 8080 }] } | crm-service may speak to another service",
                "NetworkPolicy/voice-crm-service | spec/egress/+ | { ports: [{ protocol: TCP, port: 8080 }] } | crm-service may reach the ports [8080] for no reason",
                "NetworkPolicy/voice-crm-service | spec/egress/+ | { ports: [{ protocol: TCP, port: 443 }] } | crm-service may reach the ports [443] for no reason",
                "NetworkPolicy/voice-crm-service | spec/egress/0 | | crm-service may not ask for names",
                "NetworkPolicy/voice-crm-service | spec/egress/0/ports/0/protocol | TCP | crm-service may not ask for names",
                "NetworkPolicy/voice-crm-service | spec/egress/1/ports/port=9092 | | crm-service may not reach Kafka on 9092",
                "NetworkPolicy/voice-crm-service | spec/egress/2/ports/0/port | 5433 | crm-service may not reach the database",
                "NetworkPolicy/voice-dialog-service | spec/egress/+ | { ports: [{ protocol: TCP, port: 5432 }] } | dialog-service may reach the database",
                "NetworkPolicy/voice-dialog-service | spec/egress/2 | | dialog-service may not call a vendor",
                "NetworkPolicy/voice-dialog-service | spec/egress/2/to/0/ipBlock/except/0 | | dialog-service may take an address in 10.0.0.0/8 for a vendor",
                "NetworkPolicy/voice-media-ingest | spec/egress/+ | { to: [{ ipBlock: { cidr: 0.0.0.0/0 } }], ports: [{ protocol: TCP, port: 443 }] } | media-ingest may call a vendor"
            })
    void aPlantedMistakeIsFound(String object, String place, @Nullable String planted, String finding)
            throws Exception {
        Planted.isFound(Map.of(), object, place, planted, finding);
    }

    @ParameterizedTest(name = "{0} {1} {2}")
    @CsvSource(
            delimiter = '|',
            value = {
                "NetworkPolicy/voice-media-ingest | spec/egress/2 | | media-ingest may not send its traces to port 4318",
                "Deployment/voice-media-ingest | spec/template/spec/containers/0/env/name=OTEL_EXPORTER_OTLP_ENDPOINT/value | http://collector:4317 | media-ingest may not send its traces to port 4317"
            })
    void withTracesToo(String object, String place, @Nullable String planted, String finding) throws Exception {
        Planted.isFound(
                Map.of("tracing.endpoint", "http://collector.monitoring:4318"), object, place, planted, finding);
    }

    @ParameterizedTest(name = "{0} {1} {2}")
    @CsvSource(
            delimiter = '|',
            value = {
                "NetworkPolicy/voice-telephony-gateway | spec/egress/3 | | telephony-gateway may not ask at the public address",
                "NetworkPolicy/voice-telephony-gateway | spec/egress/3/ports/1 | | telephony-gateway may ask the controller at [443]",
                "NetworkPolicy/voice-crm-service | spec/egress/+ | { to: [{ namespaceSelector: { matchLabels: { kubernetes.io/metadata.name: ingress-nginx } } }], ports: [{ protocol: TCP, port: 443 }, { protocol: TCP, port: 8443 }] } | crm-service may ask at the public address"
            })
    void withClipsToo(String object, String place, @Nullable String planted, String finding) throws Exception {
        Planted.isFound(Map.of("replyMode", "twiml"), object, place, planted, finding);
    }

    /** On whatever port it listens. */
    @Test
    void aWayToKafkaThatIsTakenAwayIsFound() throws Exception {
        Planted.isFound(
                Map.of("kafka.bootstrapServers", "b-1.kafka.example.com:9096,b-2.kafka.example.com:9098"),
                "NetworkPolicy/voice-crm-service",
                "spec/egress/1/ports/port=9098",
                null,
                "crm-service may not reach Kafka on 9098");
    }

    @Test
    void moreIsOpenOnlyWhereItIsAskedFor() throws Exception {
        String more = """
                kafka: { ports: [9094] }
                networkPolicy:
                  extraIngressFrom:
                    crm-service: [{ namespaceSelector: { matchLabels: { kubernetes.io/metadata.name: crm } } }]
                  extraEgress:
                    dialog-service: [{ to: [{ ipBlock: { cidr: 192.0.2.3/32 } }], ports: [{ protocol: TCP, port: 8000 }] }]
                """;
        var objects = Chart.objects(Chart.renderedWith(more));
        assertThat(Findings.of(objects))
                .contains("dialog-service may reach the ports [8000, 9094] for no reason")
                .allMatch(found -> found.startsWith("dialog-service may ") || found.contains("[9094] for no reason"));
        for (var policy : Chart.ofKind(objects, "NetworkPolicy")) {
            boolean crm = policy.at("/metadata/name").asText().equals("voice-crm-service");
            assertThat(policy.at("/spec/ingress").toString().contains("\"crm\""))
                    .isEqualTo(crm);
        }
    }

    @Test
    void tracesThatAreSwitchedOnPastTheChartAreFound() throws Exception {
        assertThat(Findings.of(Chart.objects(
                        Chart.rendered(Map.of("extraEnv.OTEL_EXPORTER_OTLP_ENDPOINT", "http://collector:4318")))))
                .contains("crm-service may not send its traces to port 4318");
    }
}
