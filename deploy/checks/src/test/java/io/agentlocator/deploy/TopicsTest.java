package io.agentlocator.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
                "KafkaTopic/calls | metadata/labels/strimzi.io~1cluster | | calls belongs to no cluster"
            })
    void aPlantedMistakeIsFound(String object, String place, @Nullable String planted, String finding)
            throws Exception {
        Planted.isFound(Map.of("topics.create", "strimzi"), object, place, planted, finding);
    }

    @ParameterizedTest(name = "{0} {1} {2}")
    @CsvSource(
            delimiter = '|',
            value = {
                "Job/voice-topics | spec/template/spec/containers/0/env/name=KAFKA_SASL_JAAS_CONFIG | | created with another KAFKA_SASL_JAAS_CONFIG",
                "Job/voice-topics | spec/template/spec/containers/0/env/name=KAFKA_SECURITY_PROTOCOL/value | PLAINTEXT | created with another KAFKA_SECURITY_PROTOCOL"
            })
    void withALoginToo(String object, String place, @Nullable String planted, String finding) throws Exception {
        assertThat(Findings.of(Planted.in(
                        Chart.rendered(
                                Map.of("kafka.securityProtocol", "SASL_SSL", "kafka.saslMechanism", "SCRAM-SHA-512")),
                        object,
                        place,
                        planted)))
                .anyMatch(found -> found.contains(finding));
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
