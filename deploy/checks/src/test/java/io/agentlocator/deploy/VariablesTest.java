package io.agentlocator.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;

/** A name that is invented, forgotten or taken from the wrong place. */
class VariablesTest {

    @ParameterizedTest(name = "{0} {1} {2}")
    @CsvSource(
            delimiter = '|',
            value = {
                "Deployment/voice-watchdog-service | spec/template/spec/containers/0/env/name=WATCHDOG_START_TIMEOUT/name | WATCHDOG_STARTTIMEOUT | is told WATCHDOG_STARTTIMEOUT, which it does not read",
                "Deployment/voice-media-ingest | spec/template/spec/containers/0/env/+ | { name: NO_SECRET, value: x } | media-ingest is told NO_SECRET, which it does not read",
                "Deployment/voice-dialog-service | spec/template/spec/containers/0/env/+ | { name: TWILIO_AUTH_TOKEN, valueFrom: { secretKeyRef: { name: agentlocator, key: TWILIO_AUTH_TOKEN } } } | dialog-service is told TWILIO_AUTH_TOKEN, which it does not read",
                "Deployment/voice-crm-service | spec/template/spec/containers/0/env/+ | { name: PORT, value: \"8080\" } | crm-service is told PORT twice",
                "Deployment/voice-crm-service | spec/template/spec/containers/0/env/name=DATABASE_URL/valueFrom/secretKeyRef/key | DATABASE | takes DATABASE_URL from the key \"DATABASE\"",
                "Deployment/voice-watchdog-service | spec/template/spec/containers/0/env/name=TWILIO_AUTH_TOKEN/valueFrom/secretKeyRef/key | TWILIO_ACCOUNT_SID | takes TWILIO_AUTH_TOKEN from the key \"TWILIO_ACCOUNT_SID\"",
                "Deployment/voice-crm-service | spec/template/spec/containers/0/env/name=DATABASE_URL/valueFrom/secretKeyRef/name | other | takes DATABASE_URL from the secret \"other\"",
                "Deployment/voice-crm-service | spec/template/spec/containers/0/env/name=DATABASE_URL/valueFrom/secretKeyRef/optional | true | crm-service would start without DATABASE_URL",
                "Deployment/voice-dialog-service | spec/template/spec/containers/0/env/name=OPENAI_API_KEY/valueFrom/secretKeyRef/optional | true | dialog-service would start without OPENAI_API_KEY",
                "Deployment/voice-speech-service | spec/template/spec/containers/0/env/name=GCP_CREDENTIALS_JSON/valueFrom/secretKeyRef/optional | true | speech-service would start without GCP_CREDENTIALS_JSON",
                "Deployment/voice-speech-service | spec/template/spec/containers/0/env/name=OPENAI_API_KEY/valueFrom/secretKeyRef/optional | | speech-service would wait for ever for OPENAI_API_KEY",
                "Deployment/voice-media-ingest | spec/template/spec/containers/0/env/+ | { name: STREAM_TOKEN_SECRET, valueFrom: { secretKeyRef: { name: agentlocator, key: STREAM_TOKEN_SECRET } } } | STREAM_TOKEN_SECRET is not the same at telephony-gateway and media-ingest",
                "Deployment/voice-crm-service | spec/template/spec/containers/0/env/name=DATABASE_URL | { name: DATABASE_URL, value: \"postgres://a:b@c/d\" } | has DATABASE_URL where everybody can read it",
                "Deployment/voice-crm-service | spec/template/spec/containers/0/env/name=INSTANCE_ID | { name: INSTANCE_ID, value: crm } | does not know its own name",
                "Deployment/voice-dialog-service | spec/template/spec/containers/0/env/name=OPENAI_API_KEY | | dialog-service is not told OPENAI_API_KEY",
                "Deployment/voice-speech-service | spec/template/spec/containers/0/env/name=GCP_CREDENTIALS_JSON | | speech-service is not told GCP_CREDENTIALS_JSON",
                "Deployment/voice-watchdog-service | spec/template/spec/containers/0/env/name=PUBLIC_BASE_URL/value | \"\" | watchdog-service is not told PUBLIC_BASE_URL",
                "Deployment/voice-watchdog-service | spec/template/spec/containers/0/env/name=REPLY_MODE/value | twiml | REPLY_MODE is not the same everywhere: [stream, twiml]",
                "Deployment/voice-crm-service | spec/template/spec/containers/0/env/name=KAFKA_BOOTSTRAP_SERVERS/value | other:9092 | KAFKA_BOOTSTRAP_SERVERS is not the same everywhere"
            })
    void aPlantedMistakeIsFound(String object, String place, @Nullable String planted, String finding)
            throws Exception {
        Planted.isFound(Map.of(), object, place, planted, finding);
    }

    @ParameterizedTest(name = "{0} {1} {2}")
    @CsvSource(
            delimiter = '|',
            value = {
                "Deployment/voice-crm-service | spec/template/spec/containers/0/env/name=KAFKA_SASL_JAAS_CONFIG | | crm-service is not told KAFKA_SASL_JAAS_CONFIG",
                "Deployment/voice-crm-service | spec/template/spec/containers/0/env/name=KAFKA_SECURITY_PROTOCOL/value | SASL_PLAINTEXT | KAFKA_SECURITY_PROTOCOL is not the same everywhere"
            })
    void withALoginToo(String object, String place, @Nullable String planted, String finding) throws Exception {
        Planted.isFound(
                Map.of("kafka.securityProtocol", "SASL_SSL", "kafka.saslMechanism", "PLAIN"),
                object,
                place,
                planted,
                finding);
    }

    @ParameterizedTest(name = "{0} {1} {2}")
    @CsvSource(
            delimiter = '|',
            value = {
                "Deployment/voice-dialog-service | spec/template/spec/containers/0/env/name=OPENAI_API_KEY/valueFrom/secretKeyRef/optional | | dialog-service would wait for ever for OPENAI_API_KEY",
                "Deployment/voice-speech-service | spec/template/spec/containers/0/env/name=GCP_CREDENTIALS_JSON/valueFrom/secretKeyRef/optional | | speech-service would wait for ever for GCP_CREDENTIALS_JSON",
                "Deployment/voice-speech-service | spec/template/spec/containers/0/env/name=OPENAI_API_KEY/valueFrom/secretKeyRef/optional | true | speech-service would start without OPENAI_API_KEY"
            })
    void withOtherVendorsToo(String object, String place, @Nullable String planted, String finding) throws Exception {
        Planted.isFound(
                Map.of(
                        "languageModel", "scripted",
                        "speech.recognizer", "openai",
                        "speech.synthesizer", "local"),
                object,
                place,
                planted,
                finding);
    }

    /** Whatever is left out of what a service needs. */
    @ParameterizedTest
    @FieldSource("io.agentlocator.deploy.Findings#SERVICES")
    void aNameThatIsForgottenIsFound(String service) throws Exception {
        String rendered = Chart.rendered(Map.of());
        for (String name : Environment.neededBy(service)) {
            assertThat(Variables.findings(Planted.in(
                            rendered,
                            "Deployment/voice-" + service,
                            "spec/template/spec/containers/0/env/name=" + name,
                            null)))
                    .contains(service + " is not told " + name);
        }
    }

    /** Or the list of what is needed would be one of wishes. */
    @ParameterizedTest
    @FieldSource("io.agentlocator.deploy.Findings#SERVICES")
    void whatIsNeededIsRead(String service) throws Exception {
        assertThat(Environment.of(service).keySet()).containsAll(Environment.neededBy(service));
    }

    @Test
    void whatIsReadIsFoundInWhateverWayItIsAskedFor() throws Exception {
        assertThat(Environment.of("dialog-service"))
                .containsEntry("OPENAI_MODEL", "gpt-4o-mini")
                .containsEntry("TRANSFER_TO", "")
                .containsEntry("AGENT_TRANSFER_TO", "")
                .containsEntry("OTEL_EXPORTER_OTLP_ENDPOINT", "")
                .doesNotContainKeys("BREAKER_OPEN", "AGENTLOCATOR_MODELS", "TWILIO_AUTH_TOKEN");
        assertThat(Environment.of("speech-service"))
                .containsKeys(
                        "GOOGLE_CLOUD_SERVICE_ACCOUNT_JSON",
                        "GOOGLE_TTS_RATE",
                        "OPENAI_SPEECH_VOICE",
                        "SPEECH_PHRASES");
        assertThat(Environment.of("media-ingest"))
                .containsKeys("AGENTLOCATOR_MODELS", "STREAM_TOKEN_SECRET")
                .doesNotContainKeys("NO_SECRET", "NO_START");
        assertThat(Environment.of("crm-service")).containsKey("DATABASE_URL").doesNotContainKey("REPLY_MODE");
    }
}
