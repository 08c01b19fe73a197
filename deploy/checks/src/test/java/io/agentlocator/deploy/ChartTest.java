package io.agentlocator.deploy;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import com.marcnuri.helm.Helm;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The chart against the code: what it names must exist, and what must be named it names. */
class ChartTest {

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "",
                "topics.create=strimzi",
                "topics.create=none",
                "gateway.enabled=true gateway.parentRef.name=public ingress.enabled=false",
                "ingress.tlsSecret=voice-tls",
                "autoscaling.enabled=false",
                "autoscaling.prometheusAddress=http://prometheus.monitoring:9090",
                "networkPolicy.enabled=false",
                "tracing.endpoint=http://collector.monitoring:4318",
                "tracing.endpoint=https://traces.example.com:443",
                "kafka.securityProtocol=SASL_SSL kafka.saslMechanism=SCRAM-SHA-512",
                "replyMode=twiml languageModel=scripted speech.recognizer=local speech.synthesizer=local",
                "drainSeconds=600 terminationGracePeriodSeconds=700",
                "extraEnv.CALLER_SILENCE=9",
                "image.pullSecrets[0]=registry",
                "kafka.bootstrapServers=b-1.kafka.example.com:9096,b-2.kafka.example.com:9098",
                "kafka.securityProtocol=SSL pods.extraVolumes[0].name=ca pods.extraVolumes[0].secret.secretName=kafka-ca"
                        + " pods.extraVolumeMounts[0].name=ca pods.extraVolumeMounts[0].mountPath=/etc/kafka-ca"
                        + " extraEnv.KAFKA_SSL_TRUSTSTORE_LOCATION=/etc/kafka-ca/ca.crt"
                        + " extraEnv.KAFKA_SSL_TRUSTSTORE_TYPE=PEM",
                "topics.create=strimzi topics.strimziApi=v1 topics.strimziNamespace=kafka",
                "topics.replicas=1",
                "services.dialog-service.replicas=6 services.watchdog-service.replicas=6 topics.partitions=7",
                "ingress.annotations.nginx\\.ingress\\.kubernetes\\.io/proxy-read-timeout=7200",
                "languageModel=scripted speech.recognizer=openai,local speech.synthesizer=local",
                "pods.serviceAccountName=voice pods.nodeSelector.pool=calls pods.tolerations[0].operator=Exists",
                "services.speech-service.nodeSelector.pool=large services.speech-service.serviceAccountName=speech",
                "services.speech-service.extraVolumes[0].name=google"
                        + " services.speech-service.extraVolumes[0].secret.secretName=google"
                        + " services.speech-service.extraVolumeMounts[0].name=google"
                        + " services.speech-service.extraVolumeMounts[0].mountPath=/etc/google"
                        + " services.speech-service.extraEnv.GOOGLE_APPLICATION_CREDENTIALS=/etc/google/key.json",
                "services.telephony-gateway.extraEnv.STREAM_TOKEN_SECRET.secretKeyRef.name=agentlocator"
                        + " services.telephony-gateway.extraEnv.STREAM_TOKEN_SECRET.secretKeyRef.key=STREAM_TOKEN_SECRET"
                        + " services.media-ingest.extraEnv.STREAM_TOKEN_SECRET.secretKeyRef.name=agentlocator"
                        + " services.media-ingest.extraEnv.STREAM_TOKEN_SECRET.secretKeyRef.key=STREAM_TOKEN_SECRET",
                "services.speech-service.extraEnv.GOOGLE_SPEECH_ENDPOINT=http://google:80"
                        + " services.speech-service.extraEnv.GOOGLE_TTS_ENDPOINT=http://google:80",
                "services.dialog-service.extraEnv.OPENAI_BASE_URL=http://model:8000/v1",
                "services.dialog-service.extraEnv.OPENAI_BASE_URL=https://api.openai.com/v1",
                "services.speech-service.envFrom[0].secretRef.name=speech",
                "monitoring.enabled=true monitoring.labels.release=prometheus"
            })
    void whatIsRenderedIsRight(String settings) throws Exception {
        Map<String, String> values = new TreeMap<>();
        for (String setting : settings.split(" ")) {
            if (!setting.isEmpty()) {
                values.put(setting.split("=", 2)[0], setting.split("=", 2)[1]);
            }
        }
        var found = Findings.of(Chart.objects(Chart.rendered(values)));
        assertThat(found)
                .allMatch(finding -> settings.contains("CALLER_SILENCE") && finding.contains("CALLER_SILENCE"));
    }

    @ParameterizedTest
    @CsvSource({
        "image.tag, latest",
        "publicHost, https://voice.example.com/",
        "kafka.bootstrapServers, kafka",
        "replyMode, telepathy",
        "speech.recognizer, 'google,parrot'",
        "watchdog.startTimeout, 0",
        "autoscaling.prometheusAddress, prometheus",
        "tracing.endpoint, 'http://collector'",
        "tracing.endpoint, 'collector:4318'",
        "services.crm-service.replicas, 0",
        "kafka.ports[0], 70000",
        "topics.strimziApi, v2",
        "topics.strimziNamespace, Kafka_1",
        "topics.job.resources, small",
        "topics.config.calls, none",
        "topics.config.calls.Retention, 1",
        "gateway.parentRef.nome, public",
        "gateway.parentRef.port, 0",
        "ingress.annotations.nested.key, x",
        "extraEnv.NAME.secretRef.name, x",
        "extraEnv.lower, x",
        "pods.serviceAccountName, Not_A_Name",
        "pods.nodeSelector, calls",
        "pods.tolerations, all",
        "pods.affinity.nodes, all",
        "pods.extraVolumes[0].name, alone",
        "pods.extraVolumeMounts[0].mountPath, relative",
        "pods.nonsense, 1",
        "services.crm-service.extraEnv.lower, x",
        "services.crm-service.envFrom[0].secret, x",
        "services.crm-service.nodeSelector, calls",
        "networkPolicy.extraIngressFrom.crm, x",
        "networkPolicy.extraEgress.crm-service, all",
        "monitoring.enabled, perhaps",
        "monitoring.labels, prometheus",
        "services.phone-service.heap, 1m",
        "nonsense, 1"
    })
    void nonsenseIsRefused(String name, String value) {
        List<String> parts = Stream.of(name.split("[.\\[\\]]+"))
                .filter(part -> !part.matches("\\d+"))
                .toList();
        assertThatThrownBy(() -> Chart.rendered(Map.of(name, value)))
                .hasMessageContaining("specifications of the schema")
                .extracting(Throwable::getMessage, as(STRING))
                // The schema names what is wrong, or what it is a part of.
                .containsAnyOf(parts.getLast(), parts.get(Math.max(0, parts.size() - 2)));
    }

    /** One is too many: the pod that a rollout adds would wait for a partition, and the rollout for the pod. */
    @ParameterizedTest
    @ValueSource(strings = {"dialog-service", "watchdog-service"})
    void asManyPodsAsPartitionsAreRefused(String service) {
        assertThatThrownBy(() -> Chart.rendered(Map.of("services." + service + ".replicas", "6")))
                .hasMessageContaining("services." + service + ".replicas (6) must be below topics.partitions (6)");
    }

    @Test
    void aTokenThatOnlyOneCanSignIsRefused() {
        assertThatThrownBy(() -> Chart.rendered(Map.of(
                        "services.media-ingest.extraEnv.STREAM_TOKEN_SECRET.secretKeyRef.name",
                        Chart.SECRET,
                        "services.media-ingest.extraEnv.STREAM_TOKEN_SECRET.secretKeyRef.key",
                        "STREAM_TOKEN_SECRET")))
                .hasMessageContaining("STREAM_TOKEN_SECRET must be the same");
    }

    @Test
    void twoWaysInAndARouteThatHangsOnNothingAreRefused() {
        assertThatThrownBy(() -> Chart.rendered(Map.of("gateway.enabled", "true", "gateway.parentRef.name", "public")))
                .hasMessageContaining("set ingress.enabled to false");
        assertThatThrownBy(() -> Chart.rendered(Map.of("gateway.enabled", "true", "ingress.enabled", "false")))
                .hasMessageContaining("gateway.parentRef.name is missing");
    }

    @Test
    void anAnnotationThatIsSaidTakesThePlaceOfTheOwnOne() throws Exception {
        var ingress = Chart.ofKind(Chart.objects(Chart.renderedWith("""
                                ingress:
                                  annotations: { nginx.ingress.kubernetes.io/proxy-body-size: 8m, limit: 1000000 }
                                """)), "Ingress");
        assertThat(ingress.getFirst().at("/metadata/annotations").properties())
                .extracting(Object::toString)
                .contains(
                        "nginx.ingress.kubernetes.io/proxy-body-size=\"8m\"",
                        "nginx.ingress.kubernetes.io/proxy-read-timeout=\"3600\"",
                        "limit=\"1000000\"");
    }

    /** A number from a file is a float to Helm, and a float of a million is written 1e+06. */
    @Test
    void aNumberStaysAsItIsWritten() throws Exception {
        var told = Pod.of(Chart.objects(Chart.renderedWith("""
                                extraEnv: { MAX_CALL: 1000000, GOOGLE_TTS_RATE: 0.95, STREAM_STATUS_CALLBACK: true }
                                services: { crm-service: { extraEnv: { STREAM_STATUS_CALLBACK: false, MAX_CALL: 12345678 } } }
                                """))).stream()
                .collect(Collectors.toMap(Pod::service, pod -> pod));
        for (String service : Findings.SERVICES) {
            boolean crm = service.equals("crm-service");
            var pod = requireNonNull(told.get(service));
            assertThat(pod.told("MAX_CALL")).contains(crm ? "12345678" : "1000000");
            assertThat(pod.told("GOOGLE_TTS_RATE")).contains("0.95");
            assertThat(pod.told("STREAM_STATUS_CALLBACK")).contains(crm ? "false" : "true");
        }
    }

    @Test
    void whatAllPodsHaveAServiceMayHaveOtherwise() throws Exception {
        var specs = Pod.of(Chart.objects(Chart.renderedWith("""
                                pods:
                                  serviceAccountName: voice
                                  nodeSelector: { pool: calls, zone: a }
                                  tolerations: [{ key: calls, operator: Exists }]
                                  affinity: { podAntiAffinity: {} }
                                services:
                                  speech-service: { serviceAccountName: speech, nodeSelector: { pool: large } }
                                """))).stream()
                .collect(Collectors.toMap(Pod::service, pod -> pod.spec()));
        var speech = requireNonNull(specs.get("speech-service"));
        var dialog = requireNonNull(specs.get("dialog-service"));
        assertThat(speech.path("serviceAccountName").asText()).isEqualTo("speech");
        assertThat(speech.path("nodeSelector")).isEqualTo(Chart.read("{ pool: large, zone: a }"));
        assertThat(dialog.path("serviceAccountName").asText()).isEqualTo("voice");
        assertThat(dialog.path("nodeSelector")).isEqualTo(Chart.read("{ pool: calls, zone: a }"));
        assertThat(dialog.path("tolerations"))
                .isEqualTo(speech.path("tolerations"))
                .hasSize(1);
        assertThat(dialog.has("affinity")).isTrue();
    }

    @Test
    void kedaTakesThePlaceOfTheAutoscaler() {
        assertThat(Chart.rendered(Map.of("autoscaling.prometheusAddress", "http://prometheus:9090")))
                .contains("kind: ScaledObject")
                .doesNotContain("HorizontalPodAutoscaler");
    }

    @Test
    void tracesLeaveOnlyWhereTheyAreWanted() {
        assertThat(Chart.rendered(Map.of())).doesNotContain("OTEL_");
        assertThat(Chart.rendered(Map.of("tracing.endpoint", "http://collector:4318"))
                        .split("name: OTEL_EXPORTER_OTLP_ENDPOINT", -1))
                .hasSize(Findings.SERVICES.size() + 1);
    }

    @Test
    void aDrainLongerThanTheGraceIsRefused() {
        assertThatThrownBy(() -> Chart.rendered(Map.of("drainSeconds", "680")))
                .hasMessageContaining("calls would be cut");
    }

    @Test
    void theChartIsWellFormed() {
        var lint = new Helm(Chart.DIRECTORY).lint().quiet().call();
        // A chart whose needed values are empty does not render by itself, and that is meant.
        assertThat(lint.getMessages()).noneMatch(message -> message.contains("parse error"));
    }

    @Test
    void secretsStandInNoDocument() {
        assertThat(Chart.rendered(Map.of())).doesNotContain("kind: Secret").contains("secretKeyRef");
    }
}
