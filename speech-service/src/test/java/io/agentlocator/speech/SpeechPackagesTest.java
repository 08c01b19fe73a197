package io.agentlocator.speech;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentlocator.testbed.house.HouseRules;
import org.junit.jupiter.api.Test;

class SpeechPackagesTest {

    @Test
    void thePackagesKeepTheRulesOfTheHouse() {
        assertThat(HouseRules.of("io.agentlocator.speech")
                        .domain("audio")
                        .domain("roles", "audio")
                        .domain("recognition", "roles", "audio")
                        .domain("synthesis", "roles", "audio")
                        .domain("recordings", "roles", "audio")
                        .vendorsSee("roles", "audio")
                        .only("java.net.http..", "openai", "twilio")
                        .violations())
                .isEmpty();
    }
}
