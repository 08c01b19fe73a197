package io.agentlocator.dialog;

import java.util.List;
import java.util.Optional;

/**
 * The language models that may answer, the best first. The last one needs nothing from outside and is there when all
 * others are not.
 */
public final class Engines {

    /**
     * @param name the model, as it stands in logs and in what a turn cost
     * @param vendor whose it is, as counters name it
     */
    public record Engine(String name, String vendor, LanguageModel model, Breaker breaker) {}

    /** An engine that is left to answer, and where it stands in the order. */
    public record Chosen(int rung, Engine engine, Breaker.Attempt attempt) {}

    private final List<Engine> inOrder;

    public Engines(List<Engine> inOrder) {
        if (inOrder.isEmpty()) {
            throw new IllegalArgumentException("no language model");
        }
        this.inOrder = List.copyOf(inOrder);
    }

    public List<Engine> inOrder() {
        return inOrder;
    }

    /** The best engine from this rung on that is not being left alone; empty where there is none. */
    public Optional<Chosen> from(int rung) {
        for (int at = rung; at < inOrder.size(); at++) {
            Engine engine = inOrder.get(at);
            Breaker.Attempt attempt = engine.breaker().attempt();
            if (attempt != null) {
                return Optional.of(new Chosen(at, engine, attempt));
            }
        }
        return Optional.empty();
    }

    /** The rung that answers without waiting for anybody. */
    public int surest() {
        return inOrder.size() - 1;
    }
}
