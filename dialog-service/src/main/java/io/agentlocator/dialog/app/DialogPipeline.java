package io.agentlocator.dialog.app;

import io.agentlocator.dialog.kafka.CallEventListener;
import io.agentlocator.dialog.kafka.ReplyPublisher;
import io.agentlocator.dialog.models.ModelChain;
import io.agentlocator.dialog.models.ModelRunner;
import io.agentlocator.dialog.turns.ConversationRules;
import io.agentlocator.dialog.turns.Conversations;
import io.agentlocator.shell.breaker.VendorMetrics;
import io.agentlocator.shell.kafka.CallLogFactory;
import io.agentlocator.shell.kafka.EventPublisher;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;

/**
 * The path of an event through this service: {@code kafka.CallEventListener} consumes it, {@code turns} decides, {@code
 * models} answers what the rules do not, {@code kafka.ReplyPublisher} publishes.
 */
public final class DialogPipeline implements AutoCloseable {

    private final CallEventListener events = new CallEventListener(Clock.systemUTC());
    private final ModelRunner models;
    private final Conversations conversations;

    public DialogPipeline(ConversationRules rules, ModelChain chain, EventPublisher publisher, MeterRegistry metrics) {
        this.models = new ModelRunner(chain, new VendorMetrics(metrics), System::nanoTime, events);
        this.conversations = new Conversations(
                rules, models, new ReplyPublisher(publisher, metrics), () -> System.nanoTime() / 1_000_000);
    }

    /** Joins the consumer group: from now on this instance takes calls. */
    public void open(CallLogFactory logs) {
        events.open(logs, conversations);
    }

    public CallEventListener events() {
        return events;
    }

    @Override
    public void close() {
        events.close();
        models.close();
    }
}
