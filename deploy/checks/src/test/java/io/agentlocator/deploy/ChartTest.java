package io.agentlocator.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.marcnuri.helm.Helm;
import java.util.Map;
import java.util.TreeMap;
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
                "kafka.securityProtocol=SASL_SSL kafka.saslMechanism=SCRAM-SHA-512",
                "replyMode=twiml languageModel=scripted speech.recognizer=local speech.synthesizer=local",
                "drainSeconds=600 terminationGracePeriodSeconds=700",
                "extraEnv.CALLER_SILENCE=9",
                "image.pullSecrets[0]=registry"
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

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "maxUnavailable: 0 | maxUnavailible: 0 | unknown field maxUnavailible",
                "containerPort: 8080 | containerPort: 9090 | does not listen on 9090",
                "name: WATCHDOG_START_TIMEOUT | name: WATCHDOG_STARTTIMEOUT | is told WATCHDOG_STARTTIMEOUT, which it does not read",
                "path: /q/health/started | path: /health/started | does not serve the startupProbe",
                "path: /q/health/live | path: /q/health/ready | would be killed for want of Kafka",
                "terminationGracePeriodSeconds: 690 | terminationGracePeriodSeconds: 30 | is killed before it has drained",
                "readOnlyRootFilesystem: true | readOnlyRootFilesystem: false | may do more than it needs",
                "--topic leads  | --topic lead  | leads is not created",
                "retention.ms=900000 | retention.ms=90000 | is created without retention.ms=900000",
                "port: 5432 | port: 5433 | crm-service may not reach the database",
                "proxy-read-timeout: \"3600\" | proxy-read-timeout: \"60\" | shorter than a call may be",
                "name: agentlocator_calls_active | name: agentlocator_active_calls | media-ingest does not have the metric agentlocator_active_calls",
                "name: voice-media-ingest\\n                port: | name: voice-telephony-gateway\\n                port: | /ws/ does not lead to media-ingest",
                "media-ingest:0123456789abcdef0123456789abcdef01234567 | media-ingest:latest | is not pinned to a commit"
            })
    void aPlantedMistakeIsFound(String right, String planted, String finding) throws Exception {
        String rendered = Chart.rendered(Map.of());
        String from = right.replace("\\n", "\n");
        assertThat(rendered).contains(from);
        assertThat(Findings.of(Chart.objects(rendered.replace(from, planted.replace("\\n", "\n")))))
                .anyMatch(found -> found.contains(finding));
    }

    @Test
    void aPolicyThatLetsServicesSpeakToOneAnotherIsFound() throws Exception {
        String rendered = Chart.rendered(Map.of())
                .replaceFirst(
                        "- namespaceSelector:\\s+matchLabels:\\s+kubernetes.io/metadata.name: monitoring",
                        "- podSelector: {}");
        assertThat(Findings.of(Chart.objects(rendered)))
                .anyMatch(found -> found.contains("may speak to another service"));
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
        "services.crm-service.replicas, 0",
        "services.phone-service.heap, 1m",
        "nonsense, 1"
    })
    void nonsenseIsRefused(String name, String value) {
        assertThatThrownBy(() -> Chart.rendered(Map.of(name, value)))
                .hasMessageContaining(
                        name.contains("phone") ? "phone-service" : name.substring(name.lastIndexOf('.') + 1));
    }

    @Test
    void kedaTakesThePlaceOfTheAutoscalerAndAsksForAMetricThatExists() throws Exception {
        String rendered = Chart.rendered(Map.of("autoscaling.prometheusAddress", "http://prometheus:9090"));
        assertThat(rendered).contains("kind: ScaledObject").doesNotContain("HorizontalPodAutoscaler");
        assertThat(Findings.of(Chart.objects(rendered.replace("calls_active", "active_calls"))))
                .contains("media-ingest does not have the metric agentlocator_active_calls");
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
