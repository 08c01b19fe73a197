package io.agentlocator.shell.operations;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentlocator.events.ServiceState;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SuiteStatesTest {

    private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");

    private Instant now = NOON;
    private final SuiteStates states = new SuiteStates(Duration.ofSeconds(20), new Clock() {
        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    });

    @Test
    void whatNobodyHasSaidIsUnknown() {
        assertThat(states.checks())
                .containsEntry("db", "unknown: crm-service has not been heard of")
                .containsOnlyKeys("db", "openai", "tts", "twilio_secrets");
    }

    @Test
    void aCheckThatFailsInOneInstanceFails() {
        told("crm-service", "crm-0", Map.of("db", "ok"), NOON);
        told("crm-service", "crm-1", Map.of("db", "connection refused"), NOON);
        told("crm-service", "crm-2", Map.of("db", "ok"), NOON);
        assertThat(states.checks()).containsEntry("db", "crm-service: connection refused");
    }

    @Test
    void oneThatIsDisabledIsNotOk() {
        told("dialog-service", "dialog-0", Map.of("openai", "disabled"), NOON);
        told("dialog-service", "dialog-1", Map.of("openai", "ok"), NOON);
        assertThat(states.checks()).containsEntry("openai", "disabled");
    }

    @Test
    void aServiceThatFellSilentIsUnknownAgain() {
        told("crm-service", "crm-0", Map.of("db", "ok"), NOON);
        now = NOON.plusSeconds(21);
        assertThat(states.alive()).isEmpty();
        assertThat(states.checks())
                .containsEntry("db", "unknown: crm-service has said nothing of it since 2026-11-24T12:00:00Z");
    }

    @Test
    void anOlderWordThatComesLateChangesNothing() {
        told("crm-service", "crm-0", Map.of("db", "ok"), NOON);
        told("crm-service", "crm-0", Map.of("db", "refused"), NOON.minusSeconds(5));
        assertThat(states.checks()).containsEntry("db", "ok");
    }

    @Test
    void theLongSilentAreForgotten() {
        told("crm-service", "crm-0", Map.of("db", "ok"), NOON);
        now = NOON.plusSeconds(301);
        states.expire();
        assertThat(states.checks()).containsEntry("db", "unknown: crm-service has not been heard of");
    }

    private void told(String service, String instance, Map<String, String> checks, Instant at) {
        states.take(
                new ServiceState.Reported(service, instance, "c0ffee", "2026-11-24T00:00:00Z", NOON, checks, Map.of()),
                at);
    }
}
