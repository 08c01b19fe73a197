package io.agentlocator.crm;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentlocator.testbed.house.HouseRules;
import org.junit.jupiter.api.Test;

class CrmPackagesTest {

    @Test
    void thePackagesKeepTheRulesOfTheHouse() {
        assertThat(HouseRules.of("io.agentlocator.crm")
                        .domain("")
                        .only("io.agentlocator.shell.kafka..", "kafka")
                        .violations())
                .isEmpty();
    }
}
