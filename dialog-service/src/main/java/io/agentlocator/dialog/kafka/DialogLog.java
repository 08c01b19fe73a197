package io.agentlocator.dialog.kafka;

import io.agentlocator.dialog.ConversationRules;
import io.agentlocator.dialog.Conversations;
import io.agentlocator.dialog.Engines;
import io.agentlocator.dialog.Input;
import io.agentlocator.dialog.Step;
import io.agentlocator.dialog.engines.ModelDesk;
import io.agentlocator.dialog.engines.Tally;
import io.agentlocator.events.CallEvent;
import io.agentlocator.events.Topic;
import io.agentlocator.shell.kafka.CallLog;
import io.agentlocator.shell.kafka.CallLogFactory;
import io.agentlocator.shell.kafka.EventPublisher;
import io.agentlocator.shell.kafka.Told;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.LongSupplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The conversations upon the log of calls: events in, replies out. The engines' answers come back to the log's thread.
 */
public final class DialogLog implements CallLog.Reader, Conversations.Effects, ModelDesk.Conversations, AutoCloseable {

    private static final Logger LOG = Logger.getLogger(DialogLog.class);
    private static final Set<Topic> TOPICS = Set.of(
            Topic.CALLS, Topic.TRANSCRIPTS, Topic.MEDIA_EVENTS, Topic.CALL_ALERTS, Topic.REPLIES, Topic.CALL_OUTCOMES);
    /** A call lasts ten minutes at most; what began earlier is over. */
    private static final Duration WINDOW = Duration.ofMinutes(15);

    private final Conversations conversations;
    private final ModelDesk desk;
    private final EventPublisher publisher;
    private final MeterRegistry metrics;
    private final Counter trouble;
    private final Clock clock;
    private final LongSupplier nanoTime;
    private @Nullable CallLog log;

    public DialogLog(
            ConversationRules rules,
            Engines engines,
            EventPublisher publisher,
            MeterRegistry metrics,
            Clock clock,
            LongSupplier nanoTime) {
        this.conversations = new Conversations(rules, this);
        this.desk = new ModelDesk(engines, new Tally(metrics), nanoTime, this);
        this.publisher = publisher;
        this.metrics = metrics;
        this.trouble = metrics.counter("agentlocator.conversation.trouble");
        this.clock = clock;
        this.nanoTime = nanoTime;
    }

    public void open(CallLogFactory logs) {
        log = logs.open(TOPICS, CallLog.Scope.shared("dialog-service"), WINDOW, this);
    }

    public boolean ready() {
        CallLog open = log;
        return open != null && open.ready();
    }

    /** For how long nothing has proven that the log is read to its end. */
    public Duration staleness() {
        CallLog open = log;
        return open == null ? Duration.ofDays(1) : open.staleness();
    }

    @Override
    public void close() {
        CallLog open = log;
        if (open != null) {
            open.close();
        }
        desk.close();
    }

    @Override
    public void replay(int partition, List<Told> past) {
        long now = now();
        Instant wall = clock.instant();
        for (Told told : past) {
            if (told.event() instanceof CallEvent event) {
                long ago =
                        Math.max(0, Duration.between(told.meta().time(), wall).toMillis());
                conversations.remember(partition, event, now - ago);
            }
        }
        conversations.resume(partition, now);
        LOG.infof("calls taken over partition=%d events=%d live=%d", partition, past.size(), conversations.live());
    }

    @Override
    public void live(Told told) {
        if (told.event() instanceof CallEvent event) {
            conversations.happened(told.partition(), event, now());
        }
    }

    @Override
    public void revoked(int partition) {
        conversations.drop(partition);
    }

    @Override
    public void tick() {
        conversations.tick(now());
    }

    @Override
    public void say(Step.Say step) {
        LOG.infof("reply %s", step.reply());
        metrics.counter("agentlocator.replies", "kind", step.reply().getClass().getSimpleName())
                .increment();
        publisher.publish(step.reply());
    }

    @Override
    public void conclude(Step.Conclude step) {
        LOG.infof("call concluded call_sid=%s outcome=%s", step.outcome().callSid(), step.outcome());
        metrics.counter(
                        "agentlocator.outcomes",
                        "disposition",
                        step.outcome().disposition().name())
                .increment();
        String callSid = step.outcome().callSid();
        desk.forget(callSid);
        publisher.publishAcked(step.outcome(), "outcome-" + callSid).whenComplete((done, failure) -> {
            if (failure != null) {
                LOG.errorf("outcome not written call_sid=%s cause=%s", callSid, failure.toString());
            }
        });
    }

    @Override
    public void ask(Step.Question question) {
        desk.ask(question);
    }

    @Override
    public void askNext(Step.NextModel next) {
        desk.askNext(next);
    }

    @Override
    public void cancelModel(String callSid) {
        desk.cancel(callSid);
    }

    @Override
    public void submit(Runnable task) {
        CallLog open = log;
        if (open != null) {
            open.submit(task);
        }
    }

    @Override
    public void answered(String callSid, Input input) {
        conversations.answered(callSid, input, now());
    }

    @Override
    public void troubled(String callSid, RuntimeException cause) {
        trouble.increment();
        LOG.errorf(cause, "conversation troubled call_sid=%s", callSid);
    }

    private long now() {
        return nanoTime.getAsLong() / 1_000_000;
    }
}
