package io.agentlocator.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentlocator.testbed.house.HouseRules;
import org.junit.jupiter.api.Test;

class GatewayPackagesTest {

    @Test
    void thePackagesKeepTheRulesOfTheHouse() {
        assertThat(HouseRules.of("io.agentlocator.gateway")
                        .domain("")
                        .only("io.agentlocator.shell.kafka..", "kafka")
                        .violations())
                .isEmpty();
    }
}
