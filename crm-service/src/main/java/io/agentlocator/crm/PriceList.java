package io.agentlocator.crm;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What engines cost, as far as prices are configured. An engine is looked up by its name, then by the part before the first
 * slash, which is the vendor. Case and punctuation are ignored, because names of environment variables have neither.
 */
public final class PriceList {

    private static final BigDecimal MILLION = BigDecimal.valueOf(1_000_000);
    private static final BigDecimal MINUTE_MS = BigDecimal.valueOf(60_000);

    private final String currency;
    private final Map<String, Price> prices = new HashMap<>();

    /** @param prices by engine */
    public PriceList(String currency, Map<String, Price> prices) {
        this.currency = currency;
        prices.forEach((engine, price) -> this.prices.put(plain(engine), price));
    }

    /** What an engine charges, each where it applies. */
    public record Price(
            Optional<BigDecimal> perMinuteHeard,
            Optional<BigDecimal> perMillionCharacters,
            Optional<BigDecimal> perMillionPromptTokens,
            Optional<BigDecimal> perMillionCompletionTokens) {}

    public String currency() {
        return currency;
    }

    public boolean isEmpty() {
        return prices.isEmpty();
    }

    /** Empty where no price is known. */
    public Optional<BigDecimal> of(EngineWork.Listened listened) {
        return price(listened.engine())
                .flatMap(Price::perMinuteHeard)
                .map(price -> price.multiply(BigDecimal.valueOf(listened.heardMs()))
                        .divide(MINUTE_MS, MathContext.DECIMAL64));
    }

    public Optional<BigDecimal> of(EngineWork.Speaking spoken) {
        return price(spoken.engine())
                .flatMap(Price::perMillionCharacters)
                .map(price -> millionths(price, spoken.characters()));
    }

    public Optional<BigDecimal> of(EngineWork.Composing composed) {
        return price(composed.engine())
                .filter(price -> price.perMillionPromptTokens().isPresent()
                        || price.perMillionCompletionTokens().isPresent())
                .map(price -> millionths(
                                price.perMillionPromptTokens().orElse(BigDecimal.ZERO), composed.promptTokens())
                        .add(millionths(
                                price.perMillionCompletionTokens().orElse(BigDecimal.ZERO),
                                composed.completionTokens())));
    }

    private Optional<Price> price(String engine) {
        return Optional.ofNullable(prices.get(plain(engine)))
                .or(() -> Optional.ofNullable(prices.get(plain(engine.split("/", 2)[0]))));
    }

    private static BigDecimal millionths(BigDecimal price, long units) {
        return price.multiply(BigDecimal.valueOf(units)).divide(MILLION, MathContext.DECIMAL64);
    }

    private static String plain(String engine) {
        return engine.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
    }
}
