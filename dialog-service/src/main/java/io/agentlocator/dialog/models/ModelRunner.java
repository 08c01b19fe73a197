package io.agentlocator.dialog.models;

import io.agentlocator.dialog.LanguageModel;
import io.agentlocator.dialog.LanguageModels;
import io.agentlocator.dialog.ModelFailure;
import io.agentlocator.dialog.ModelOutput;
import io.agentlocator.dialog.ModelRequest;
import io.agentlocator.dialog.models.ModelChain.Chosen;
import io.agentlocator.shell.breaker.Breaker;
import io.agentlocator.shell.breaker.VendorMetrics;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Answers each request on a virtual thread of its own, by the first model of the chain that its breaker lets through. */
public final class ModelRunner implements LanguageModels, AutoCloseable {

    private static final Logger LOG = Logger.getLogger(ModelRunner.class);
    private static final String ROLE = "language_model";

    private record Running(Chosen chosen, Thread thread) {}

    private final ModelChain chain;
    private final VendorMetrics metrics;
    private final LongSupplier nanoTime;
    private final Executor conversationsThread;
    private final CallFallbacks fallbacks;
    /** By call: the model that answers the latest request, or has answered it or failed. */
    private final Map<String, Running> calls = new HashMap<>();

    /** @param conversationsThread runs a task on the conversations' thread; called from any thread */
    public ModelRunner(ModelChain chain, VendorMetrics metrics, LongSupplier nanoTime, Executor conversationsThread) {
        this.chain = chain;
        this.metrics = metrics;
        this.nanoTime = nanoTime;
        this.conversationsThread = conversationsThread;
        this.fallbacks = new CallFallbacks(chain.inOrder().getFirst().name(), nanoTime);
        metrics.mayBeSwitched(ROLE, chain.names());
    }

    @Override
    public void ask(ModelRequest request, Consumer<ModelOutput> outputs) {
        cancel(request.callSid());
        Optional<Chosen> found = chain.from(fallbacks.firstPosition(request.callSid()));
        start(request, found.isPresent() ? found : chain.from(0), null, outputs);
    }

    @Override
    public void askNext(ModelRequest request, ModelFailure.Kind cause, boolean surest, Consumer<ModelOutput> outputs) {
        Running before = calls.remove(request.callSid());
        int position = before == null ? 0 : before.chosen().position() + 1;
        if (before != null) {
            if (cause == ModelFailure.Kind.TOO_SLOW) {
                failed(before.chosen(), cause, null);
            }
            before.thread().interrupt();
        }
        int from = surest ? Math.max(position, chain.surest()) : position;
        start(request, chain.from(from), cause, outputs);
    }

    @Override
    public void cancel(String callSid) {
        Running running = calls.remove(callSid);
        if (running != null) {
            running.chosen().attempt().abandoned();
            if (running.thread().isAlive()) {
                metrics.abandoned(running.chosen().entry().vendor());
            }
            running.thread().interrupt();
        }
    }

    @Override
    public void forget(String callSid) {
        cancel(callSid);
        fallbacks.forget(callSid);
    }

    /** The number of requests without a whole answer. */
    public int pending() {
        return calls.size();
    }

    @Override
    public void close() {
        calls.values().forEach(running -> running.thread().interrupt());
        calls.clear();
    }

    private void start(
            ModelRequest request,
            Optional<Chosen> found,
            ModelFailure.@Nullable Kind cause,
            Consumer<ModelOutput> outputs) {
        if (found.isEmpty()) {
            conversationsThread.execute(
                    () -> outputs.accept(new ModelOutput.NoModelLeft(request.turn(), request.answers())));
            return;
        }
        Chosen chosen = found.get();
        reportSwitch(request.callSid(), chosen, cause);
        fallbacks.asked(request.callSid(), chosen, cause);
        long asked = nanoTime.getAsLong();
        Thread thread = Thread.ofVirtual()
                .name("model-" + request.callSid())
                .unstarted(() -> run(request, chosen, asked, output -> handBack(request, chosen, output, outputs)));
        calls.put(request.callSid(), new Running(chosen, thread));
        thread.start();
    }

    private void reportSwitch(String callSid, Chosen chosen, ModelFailure.@Nullable Kind cause) {
        String from = fallbacks.model(callSid);
        String to = chosen.entry().name();
        if (!from.equals(to)) {
            String why = cause != null ? cause.name() : chosen.position() == 0 ? "RECOVERED" : "BREAKER_OPEN";
            LOG.warnf("VENDOR_SWITCHED role=language_model from=%s to=%s cause=%s call_sid=%s", from, to, why, callSid);
            metrics.switched(ROLE, from, to);
        }
    }

    /** On the model's own thread. */
    private void run(ModelRequest request, Chosen chosen, long asked, Consumer<ModelOutput> outputs) {
        int turn = request.turn();
        int answers = request.answers();
        String vendor = chosen.entry().vendor();
        try {
            var first = new boolean[] {true};
            LanguageModel.Done done = chosen.entry().model().answer(request, sentence -> {
                if (first[0]) {
                    first[0] = false;
                    metrics.took(vendor, "first_words", since(asked));
                }
                outputs.accept(new ModelOutput.Sentence(turn, answers, sentence));
            });
            chosen.attempt().succeeded();
            metrics.took(vendor, "answer", since(asked));
            int tokens = done.cost().promptTokens() + done.cost().completionTokens();
            if (tokens > 0) {
                metrics.used(vendor, "tokens", tokens);
            }
            outputs.accept(new ModelOutput.Finished(turn, answers, done));
        } catch (ModelFailure failure) {
            failed(chosen, failure.kind(), failure.retryAfter().orElse(null));
            LOG.warnf(
                    "no answer engine=%s call_sid=%s cause=%s",
                    chosen.entry().name(), request.callSid(), failure.getMessage());
            outputs.accept(new ModelOutput.Failed(turn, answers, failure.kind()));
        } catch (InterruptedException e) {
            chosen.attempt().abandoned();
            LOG.debugf("answer not needed any more call_sid=%s turn=%d", request.callSid(), turn);
        } catch (RuntimeException e) {
            failed(chosen, ModelFailure.Kind.BROKEN_OFF, null);
            LOG.errorf(
                    e, "engine broke down engine=%s call_sid=%s", chosen.entry().name(), request.callSid());
            outputs.accept(new ModelOutput.Failed(turn, answers, ModelFailure.Kind.BROKEN_OFF));
        }
    }

    private Duration since(long nanos) {
        return Duration.ofNanos(nanoTime.getAsLong() - nanos);
    }

    private void failed(Chosen chosen, ModelFailure.Kind kind, @Nullable Duration retryAfter) {
        Breaker.Attempt attempt = chosen.attempt();
        if (kind == ModelFailure.Kind.NOT_ALLOWED) {
            attempt.refused(kind.name());
        } else {
            attempt.failed(kind.name(), retryAfter);
        }
        metrics.failed(chosen.entry().vendor(), kind.name().toLowerCase(Locale.ROOT));
    }

    /** Brings the output to the conversations' thread; there it is dropped if the request was cancelled or replaced. */
    private void handBack(ModelRequest request, Chosen chosen, ModelOutput output, Consumer<ModelOutput> outputs) {
        if (Thread.currentThread().isInterrupted()) {
            return;
        }
        conversationsThread.execute(() -> {
            Running current = calls.get(request.callSid());
            if (current == null || current.chosen() != chosen) {
                return;
            }
            if (output instanceof ModelOutput.Finished) {
                calls.remove(request.callSid());
                if (chosen.position() == 0) {
                    fallbacks.forget(request.callSid());
                }
            }
            outputs.accept(output);
        });
    }
}
