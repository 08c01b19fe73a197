package io.agentlocator.deploy;

import static org.assertj.core.api.Assertions.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A topic that is not the code's. */
class TopicsTest {

    @ParameterizedTest(name = "{0} {1} {2}")
    @CsvSource(
            delimiter = '|',
            value = {
                "KafkaTopic/caller-audio | spec/config/retention.ms | \"90000\" | caller-audio has {",
                "KafkaTopic/calls | spec/config/cleanup.policy | compact | calls has {",
                "KafkaTopic/leads | spec/config/retention.ms | \"1000\" | leads has {",
                "KafkaTopic/leads | kind | ConfigMap | leads is not created",
                "KafkaTopic/leads | metadata/name | lead | lead is no topic of the code",
                "KafkaTopic/calls | spec/partitions | 12 | a call has not one partition number everywhere: topics have [6, 12]",
                "KafkaTopic/calls | metadata/labels/strimzi.io~1cluster | | calls belongs to no cluster",
                "KafkaTopic/leads | metadata/annotations/helm.sh~1resource-policy | | leads goes with the release",
                "KafkaTopic/leads | spec/config/min.insync.replicas | | leads has {",
                "KafkaTopic/leads | spec/replicas | 2 | leads has {"
            })
    void aPlantedMistakeIsFound(String object, String place, @Nullable String planted, String finding)
            throws Exception {
        Planted.isFound(Map.of("topics.create", "strimzi"), object, place, planted, finding);
    }

    @ParameterizedTest(name = "{0} {1} {2}")
    @CsvSource(
            delimiter = '|',
            value = {
                "Job/voice-topics-* | spec/template/spec/containers/0/env/name=KAFKA_SASL_JAAS_CONFIG | | created with another KAFKA_SASL_JAAS_CONFIG",
                "Job/voice-topics-* | spec/template/spec/containers/0/env/name=KAFKA_SECURITY_PROTOCOL/value | PLAINTEXT | created with another KAFKA_SECURITY_PROTOCOL"
            })
    void withALoginToo(String object, String place, @Nullable String planted, String finding) throws Exception {
        Planted.isFound(
                Map.of("kafka.securityProtocol", "SASL_SSL", "kafka.saslMechanism", "SCRAM-SHA-512"),
                object,
                place,
                planted,
                finding);
    }

    @ParameterizedTest(name = "{0} {1} {2}")
    @CsvSource(
            delimiter = '|',
            value = {
                "Job/voice-topics-* | metadata/name | voice-topics | voice-topics cannot be changed by an upgrade",
                "Job/voice-topics-* | spec/ttlSecondsAfterFinished | | stays for ever",
                "Job/voice-topics-* | spec/template/spec/restartPolicy | OnFailure | takes what it said with it",
                "Job/voice-topics-* | spec/template/spec/imagePullSecrets | | has not the pull secrets of the services",
                "Job/voice-topics-* | spec/template/spec/containers/0/resources/limits | | has no limit to its memory",
                "Job/voice-topics-* | spec/template/spec/containers/0/volumeMounts/name=ca | | is told KAFKA_SSL_TRUSTSTORE_LOCATION, where nothing is mounted",
                "Deployment/voice-crm-service | spec/template/spec/containers/0/volumeMounts/name=ca | | crm-service is told KAFKA_SSL_TRUSTSTORE_LOCATION, where nothing is mounted",
                "Job/voice-topics-* | spec/template/spec/volumes/name=ca | | mounts ca, which its pod does not have",
                "Job/voice-topics-* | spec/template/spec/containers/0/env/name=KAFKA_SSL_TRUSTSTORE_TYPE | | created with another KAFKA_SSL_TRUSTSTORE_TYPE"
            })
    void asAPlainJobWithAnAuthorityOfItsOwnToo(String object, String place, @Nullable String planted, String finding)
            throws Exception {
        Planted.isFound(
                Map.of(
                        "image.pullSecrets[0]", "registry",
                        "kafka.securityProtocol", "SSL",
                        "extraEnv.KAFKA_SSL_TRUSTSTORE_LOCATION", "/etc/kafka-ca/ca.crt",
                        "extraEnv.KAFKA_SSL_TRUSTSTORE_TYPE", "PEM",
                        "pods.extraVolumes[0].name", "ca",
                        "pods.extraVolumes[0].secret.secretName", "kafka-ca",
                        "pods.extraVolumeMounts[0].name", "ca",
                        "pods.extraVolumeMounts[0].mountPath", "/etc/kafka-ca"),
                object,
                place,
                planted,
                finding);
    }

    /** Or the next version's pod would be refused: a Job's cannot be changed. */
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

    /** Who must forget sooner is not overruled by the next upgrade. */
    @ParameterizedTest
    @ValueSource(strings = {"job", "strimzi"})
    void whatTheValuesSayOfATopicWins(String create) throws Exception {
        assertThat(Findings.of(Chart.objects(Chart.renderedWith("""
                        topics:
                          create: %s
                          config:
                            transcripts: { retention.ms: 3600000, cleanup.policy: "compact,delete" }
                        """.formatted(create)))))
                .singleElement(as(STRING))
                .startsWith("transcripts has {")
                .contains("retention.ms=3600000", "segment.ms=7200000", "cleanup.policy=compact,delete, ");
    }

    @Test
    void aTopicThatTheCodeDoesNotHaveIsRefused() {
        assertThatThrownBy(() -> Chart.rendered(Map.of("topics.config.lead.retention\\.ms", "1")))
                .hasMessageContaining("topics.config names lead, which is no topic");
    }

    @ParameterizedTest
    @CsvSource({"v1, kafka.strimzi.io/v1", "v1beta2, kafka.strimzi.io/v1beta2", "'', kafka.strimzi.io/v1beta2"})
    void strimziIsSpokenToAsItIsWanted(String api, String version) throws Exception {
        assertThat(Chart.ofKind(
                        Chart.objects(Chart.rendered(Map.of(
                                "topics.create",
                                "strimzi",
                                "topics.strimziApi",
                                api,
                                "topics.strimziNamespace",
                                "kafka"))),
                        "KafkaTopic"))
                .isNotEmpty()
                .allMatch(topic -> topic.path("apiVersion").asText().equals(version))
                .allMatch(topic -> topic.at("/metadata/namespace").asText().equals("kafka"));
    }

    /** What the script writes for Kafka's tools is what the pods are told. */
    @Test
    void theToolsAreToldWhatTheServicesAre() throws Exception {
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

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "--topic leads  | --topic lead  | leads is not created",
                "--topic leads  | --topic lead  | lead is no topic of the code",
                "--entity-name leads  | --entity-name lead  | leads has {}",
                "retention.ms=900000, | retention.ms=90000, | caller-audio has {",
                "--topic calls --partitions 6 | --topic calls --partitions 3 | topics have [3, 6]",
                "name: KAFKA_BOOTSTRAP_SERVERS\\n              value: \"kafka-0 | name: KAFKA_BOOTSTRAP_SERVERS\\n              value: \"kafka-9 | created with another KAFKA_BOOTSTRAP_SERVERS than crm-service has"
            })
    void aPlantedMistakeInTheScriptIsFound(String right, String planted, String finding) throws Exception {
        String rendered = Chart.rendered(Map.of("topics.partitions", "6"));
        int job = rendered.indexOf("kind: Job");
        String script = rendered.substring(job).replace(line(right), line(planted));
        assertThat(script).isNotEqualTo(rendered.substring(job));
        assertThat(Findings.of(Chart.objects(rendered.substring(0, job) + script)))
                .anyMatch(found -> found.contains(finding));
    }

    private static String line(String text) {
        return text.replace("\\n", "\n");
    }
}
