package io.agentlocator.dialog.models;

import io.agentlocator.dialog.LanguageModel;
import io.agentlocator.shell.breaker.Breaker;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The language models that may answer, the preferred one first. The last one needs no vendor and is always available. */
public final class ModelChain {

    /** For each model: three failures in a row open it, for 5 to 60 seconds. */
    public static final Breaker.Settings BREAKER =
            new Breaker.Settings(3, Duration.ofSeconds(5), Duration.ofSeconds(60), 0.2);

    /**
     * @param name the model, as logs and {@code Reply.Composed} name it
     * @param vendor as metrics name it
     */
    public record Entry(String name, String vendor, LanguageModel model, Breaker breaker) {}

    /** An available model, and its position in the order. */
    public record Chosen(int position, Entry entry, Breaker.Attempt attempt) {}

    private final List<Entry> inOrder;

    public ModelChain(List<Entry> inOrder) {
        if (inOrder.isEmpty()) {
            throw new IllegalArgumentException("no language model");
        }
        this.inOrder = List.copyOf(inOrder);
    }

    public List<Entry> inOrder() {
        return inOrder;
    }

    public List<String> names() {
        return inOrder.stream().map(Entry::name).toList();
    }

    /** The first model from this position on that its breaker lets through. */
    public Optional<Chosen> from(int position) {
        for (int at = position; at < inOrder.size(); at++) {
            Entry entry = inOrder.get(at);
            Breaker.Attempt attempt = entry.breaker().attempt();
            if (attempt != null) {
                return Optional.of(new Chosen(at, entry, attempt));
            }
        }
        return Optional.empty();
    }

    /** The position of the model that answers without a vendor. */
    public int surest() {
        return inOrder.size() - 1;
    }
}
