package io.agentlocator.crm;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PriceListTest {

    private static final Optional<BigDecimal> NONE = Optional.empty();

    private final PriceList prices = new PriceList(
            "USD",
            Map.of(
                    "google", new PriceList.Price(price("0.016"), price("30"), NONE, NONE),
                    "gpt.4o.mini", new PriceList.Price(NONE, NONE, price("0.15"), price("0.60"))));

    @ParameterizedTest
    @CsvSource({
        "google, 60000, 0.016",
        "google/chirp_3, 90000, 0.024",
        "Google/Chirp-3, 0, 0",
        "googles, 60000,",
        "gpt-4o-mini, 60000,",
    })
    void hearingIsPaidByTheMinute(String engine, long heardMs, BigDecimal cost) {
        assertSame(prices.of(new EngineWork.Listened(engine, heardMs)), cost);
    }

    @ParameterizedTest
    @CsvSource({"google/he-IL-Chirp3-HD-Aoede, 1000, 0.03", "kokoro, 1000,"})
    void speakingIsPaidByTheCharacter(String engine, int characters, BigDecimal cost) {
        assertSame(prices.of(new EngineWork.Speaking(engine, characters, 1, 1)), cost);
    }

    @ParameterizedTest
    @CsvSource({"gpt-4o-mini, 1000000, 500000, 0.45", "google, 5, 5,", "scripted, 0, 0,"})
    void thinkingIsPaidByTheToken(String engine, int prompt, int completion, BigDecimal cost) {
        assertSame(prices.of(new EngineWork.Composing(engine, 1, 1, prompt, completion)), cost);
    }

    @Test
    void withoutPricesThereAreNone() {
        assertThat(new PriceList("USD", Map.of()).isEmpty()).isTrue();
        assertThat(prices.isEmpty()).isFalse();
    }

    private static Optional<BigDecimal> price(String price) {
        return Optional.of(new BigDecimal(price));
    }

    private static void assertSame(Optional<BigDecimal> cost, BigDecimal expected) {
        if (expected == null) {
            assertThat(cost).isEmpty();
        } else {
            assertThat(cost).hasValueSatisfying(value -> assertThat(value).isEqualByComparingTo(expected));
        }
    }
}
