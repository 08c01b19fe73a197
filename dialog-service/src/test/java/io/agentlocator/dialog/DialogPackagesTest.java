package io.agentlocator.dialog;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentlocator.testbed.house.HouseRules;
import org.junit.jupiter.api.Test;

class DialogPackagesTest {

    /** {@code models} runs whatever language models there are, so it sees none of them; {@code openai} is one of them. */
    @Test
    void packagesKeepTheHouseRules() {
        assertThat(HouseRules.of("io.agentlocator.dialog")
                        .domain("hebrew")
                        .domain("lead", "hebrew")
                        .domain("", "lead", "hebrew")
                        .domain("turns", "", "lead", "hebrew")
                        .domain("scripted", "", "lead", "hebrew")
                        .vendorsSee("", "lead", "hebrew")
                        .only("java.net.http..", "openai")
                        .only("com.fasterxml..", "openai")
                        .violations())
                .isEmpty();
    }
}
