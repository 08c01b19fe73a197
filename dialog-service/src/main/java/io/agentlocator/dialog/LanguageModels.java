package io.agentlocator.dialog;

import java.util.function.Consumer;

/**
 * The language models of this process, the preferred one first, as conversations use them. A call has one request at a time.
 *
 * <p>Confined to the conversations' thread, and never blocks it. Outputs come on that thread too; those of a request that was
 * cancelled or replaced are dropped.
 */
public interface LanguageModels {

    /** Asks the first model that is available. Replaces an earlier request of the same call. */
    void ask(ModelRequest request, Consumer<ModelOutput> outputs);

    /**
     * Gives up the model at work for the call, or the one that has just failed, and asks one that comes after it.
     *
     * @param cause {@link ModelFailure.Kind#TOO_SLOW} where the model is still at work
     * @param surest whether there is time for none but the last model, which needs no vendor
     */
    void askNext(ModelRequest request, ModelFailure.Kind cause, boolean surest, Consumer<ModelOutput> outputs);

    /** The answer is no longer needed. */
    void cancel(String callSid);

    /** The call is over. */
    void forget(String callSid);
}
