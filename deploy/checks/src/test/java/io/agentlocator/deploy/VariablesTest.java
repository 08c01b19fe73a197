package io.agentlocator.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** The variables that the checks find in the services' sources. */
class VariablesTest {

    /** Each variable that a service needs, left out. */
    @ParameterizedTest
    @FieldSource("io.agentlocator.deploy.Environment#SERVICES")
    void aNameThatIsForgottenIsFound(String service) throws Exception {
        String rendered = Chart.rendered(Map.of());
        for (String name : Environment.neededBy(service)) {
            var row = Chart.read("{ in: Deployment/voice-%s, at: spec/template/spec/containers/0/env/name=%s }"
                    .formatted(service, name));
            assertThat(Mistakes.in(Planted.in(rendered, row)))
                    .contains(new Mistakes.Mistake("variable-missing", service + " " + name, ""));
        }
    }

    /** Every needed variable is one that the service reads. */
    @ParameterizedTest
    @FieldSource("io.agentlocator.deploy.Environment#SERVICES")
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
