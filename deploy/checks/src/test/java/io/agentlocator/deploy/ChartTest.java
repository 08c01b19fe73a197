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
                "tracing.endpoint=http://collector.monitoring:4318",
                "tracing.endpoint=https://traces.example.com:443",
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
        "services.phone-service.heap, 1m",
        "nonsense, 1"
    })
    void nonsenseIsRefused(String name, String value) {
        assertThatThrownBy(() -> Chart.rendered(Map.of(name, value)))
                .hasMessageContaining(
                        name.contains("phone") ? "phone-service" : name.substring(name.lastIndexOf('.') + 1));
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
