package io.agentlocator.watchdog;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentlocator.testbed.house.HouseRules;
import org.junit.jupiter.api.Test;

class WatchdogPackagesTest {

    @Test
    void thePackagesKeepTheRulesOfTheHouse() {
        assertThat(HouseRules.of("io.agentlocator.watchdog").domain("").violations())
                .isEmpty();
    }
}
