package io.agentlocator.crm.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CrmSettingsTest {

    @Test
    void pricesMayStandInTheEnvironment() {
        CrmSettings settings = read(Map.of(
                "CRM_PRICES__GOOGLE__PER_MINUTE_HEARD", "0.016",
                "CRM_PRICES__GPT_4O_MINI__PER_MILLION_PROMPT_TOKENS", "0.15",
                "CRM_CURRENCY", "ILS"));

        assertThat(settings.currency()).isEqualTo("ILS");
        assertThat(settings.prices()).hasSize(2);
        assertThat(settings.prices().get("google").perMinuteHeard())
                .hasValueSatisfying(price -> assertThat(price).isEqualByComparingTo("0.016"));
    }

    @Test
    void withoutPricesThereAreNone() {
        assertThat(read(Map.of()).prices()).isEmpty();
        assertThat(read(Map.of()).currency()).isEqualTo("USD");
    }

    private static CrmSettings read(Map<String, String> environment) {
        return new SmallRyeConfigBuilder()
                .withSources(new EnvConfigSource(environment, 300))
                .withMapping(CrmSettings.class)
                .build()
                .getConfigMapping(CrmSettings.class);
    }
}
