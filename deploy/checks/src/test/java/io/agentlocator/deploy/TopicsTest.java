package io.agentlocator.deploy;

import static org.assertj.core.api.Assertions.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The job that creates the topics, and what the values change in them. */
class TopicsTest {

    /** Kubernetes refuses a change of a Job's pod, so another pod needs another Job. */
    @Test
    void anotherPodIsAnotherJob() throws Exception {
        assertThat(List.of(
                        jobName(Map.of()),
                        jobName(Map.of("image.tag", "89abcdef0123456789abcdef0123456789abcdef")),
                        jobName(Map.of("topics.replicas", "2")),
                        jobName(Map.of("topics.config.calls.retention\\.ms", "3600000"))))
                .doesNotHaveDuplicates()
                .allMatch(name -> name.matches("voice-topics-[0-9a-f]{7}-[0-9a-f]{5}"));
    }

    private static String jobName(Map<String, String> values) throws Exception {
        return Chart.ofKind(Chart.objects(Chart.rendered(values)), "Job")
                .getFirst()
                .at("/metadata/name")
                .asText();
    }

    /** A shorter retention in the values survives the next upgrade. */
    @ParameterizedTest
    @ValueSource(strings = {"job", "strimzi"})
    void whatTheValuesSayOfATopicWins(String create) throws Exception {
        assertThat(Mistakes.in(Chart.objects(Chart.renderedWith("""
                        topics:
                          create: %s
                          config:
                            transcripts: { retention.ms: 3600000, cleanup.policy: "compact,delete" }
                        """.formatted(create)))))
                .singleElement()
                .extracting(Object::toString, as(STRING))
                .startsWith("topic-settings transcripts: {")
                .contains("retention.ms=3600000", "segment.ms=7200000", "cleanup.policy=compact,delete, ");
    }

    /** The script hands the pod's Kafka settings on to Kafka's tools. */
    @Test
    void theToolsGetTheSettingsOfTheServices() throws Exception {
        String script = Chart.ofKind(Chart.objects(Chart.rendered(Map.of())), "Job")
                .getFirst()
                .at("/spec/template/spec/containers/0/command/2")
                .asText();
        String untilTheFile = script.substring(0, script.indexOf(" >/tmp/client.properties"));
        var bash = new ProcessBuilder("bash", "-ec", untilTheFile);
        bash.environment().keySet().removeIf(name -> name.startsWith("KAFKA_"));
        bash.environment()
                .putAll(Map.of(
                        "KAFKA_SECURITY_PROTOCOL", "SASL_SSL",
                        "KAFKA_SASL_JAAS_CONFIG", "… password=\"a\\b\";",
                        "KAFKA_SSL_TRUSTSTORE_LOCATION", "/etc/kafka-ca/ca.crt",
                        "KAFKA_BOOTSTRAP_SERVERS", "kafka:9092"));
        var written = new Properties();
        Process process = bash.start();
        try (var lines = process.inputReader()) {
            written.load(lines);
        }
        assertThat(process.waitFor()).isZero();
        assertThat(written)
                .containsOnly(
                        entry("security.protocol", "SASL_SSL"),
                        entry("sasl.jaas.config", "… password=\"a\\b\";"),
                        entry("ssl.truststore.location", "/etc/kafka-ca/ca.crt"));
    }
}
