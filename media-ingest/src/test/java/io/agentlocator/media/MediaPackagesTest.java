package io.agentlocator.media;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentlocator.testbed.house.HouseRules;
import org.junit.jupiter.api.Test;

class MediaPackagesTest {

    @Test
    void thePackagesKeepTheRulesOfTheHouse() {
        assertThat(HouseRules.of("io.agentlocator.media")
                        .domain("")
                        .only("io.agentlocator.speechmodels..", "silero", "app")
                        .violations())
                .isEmpty();
    }
}
