package io.agentlocator.crm.app;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;

/** The settings of this service. */
@ConfigMapping(prefix = "crm")
public interface CrmSettings {

    /** By engine or vendor, e.g. {@code crm.prices.google.per-minute-heard=0.016}. None by default: no cost is shown. */
    Map<String, EnginePrice> prices();

    /** Of all prices. */
    @WithDefault("USD")
    String currency();

    /** What an engine charges; each where it applies. */
    interface EnginePrice {

        Optional<BigDecimal> perMinuteHeard();

        Optional<BigDecimal> perMillionCharacters();

        Optional<BigDecimal> perMillionPromptTokens();

        Optional<BigDecimal> perMillionCompletionTokens();
    }
}
