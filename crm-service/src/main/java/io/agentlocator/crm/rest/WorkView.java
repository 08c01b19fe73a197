package io.agentlocator.crm.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.agentlocator.crm.EngineWork;
import io.agentlocator.crm.PriceList;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What engines did for a call and, where prices are known, what that cost.
 *
 * @param cost absent where no price is configured
 */
public record WorkView(
        List<ListenedView> listened,
        List<TurnView> turns,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable CostView cost) {

    /** @param cost in the call's currency; absent where the engine has no price */
    public record ListenedView(
            String engine,
            double seconds,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            BigDecimal cost) {}

    /** A turn of the agent. @param cost of both halves; absent where neither engine has a price */
    public record TurnView(
            int turn,
            EngineWork.@Nullable Composing composed,
            EngineWork.@Nullable Speaking spoken,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            BigDecimal cost) {}

    /**
     * @param amount of all that has a price
     * @param withoutPrice engines that worked and have no price; the amount does not include them
     */
    public record CostView(String currency, BigDecimal amount, List<String> withoutPrice) {}

    static WorkView of(EngineWork work, PriceList prices) {
        var total = new TotalCost();
        List<ListenedView> listened = work.listened().stream()
                .map(heard -> new ListenedView(
                        heard.engine(), heard.heardMs() / 1000.0, total.add(heard.engine(), prices.of(heard))))
                .toList();
        var turns = new ArrayList<TurnView>();
        for (EngineWork.AgentTurn turn : work.agentTurns()) {
            EngineWork.Composing composed = turn.composed();
            EngineWork.Speaking spoken = turn.spoken();
            BigDecimal words = composed == null ? null : total.add(composed.engine(), prices.of(composed));
            BigDecimal sound = spoken == null ? null : total.add(spoken.engine(), prices.of(spoken));
            turns.add(new TurnView(turn.turn(), composed, spoken, sum(words, sound)));
        }
        return new WorkView(
                listened,
                turns,
                prices.isEmpty()
                        ? null
                        : new CostView(prices.currency(), rounded(total.amount), List.copyOf(total.withoutPrice)));
    }

    private static @Nullable BigDecimal sum(@Nullable BigDecimal one, @Nullable BigDecimal other) {
        if (one == null) {
            return other;
        }
        return other == null ? one : one.add(other);
    }

    private static BigDecimal rounded(BigDecimal amount) {
        return amount.setScale(6, RoundingMode.HALF_UP);
    }

    private static final class TotalCost {
        private BigDecimal amount = BigDecimal.ZERO;
        private final TreeSet<String> withoutPrice = new TreeSet<>();

        @Nullable
        BigDecimal add(String engine, Optional<BigDecimal> cost) {
            if (cost.isEmpty()) {
                withoutPrice.add(engine);
                return null;
            }
            amount = amount.add(cost.get());
            return rounded(cost.get());
        }
    }
}
