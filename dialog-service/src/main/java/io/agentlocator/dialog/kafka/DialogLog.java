package io.agentlocator.dialog.kafka;

import io.agentlocator.dialog.ConversationRules;
import io.agentlocator.dialog.Conversations;
import io.agentlocator.dialog.Input;
import io.agentlocator.dialog.LanguageModel;
import io.agentlocator.dialog.ModelFailure;
import io.agentlocator.dialog.Step;
import io.agentlocator.events.CallEvent;
import io.agentlocator.events.Topic;
import io.agentlocator.shell.kafka.CallLog;
import io.agentlocator.shell.kafka.CallLogFactory;
import io.agentlocator.shell.kafka.EventPublisher;
import io.agentlocator.shell.kafka.Told;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The conversations upon the log of calls: events in, replies out, models asked on threads of their own whose answers come
 * back to the log's thread.
 */
public final class DialogLog implements CallLog.Reader, Conversations.Effects, AutoCloseable {

    private static final Logger LOG = Logger.getLogger(DialogLog.class);
    private static final Set<Topic> TOPICS = Set.of(
            Topic.CALLS, Topic.TRANSCRIPTS, Topic.MEDIA_EVENTS, Topic.CALL_ALERTS, Topic.REPLIES, Topic.CALL_OUTCOMES);
    /** A call lasts ten minutes at most; what began earlier is over. */
    private static final Duration WINDOW = Duration.ofMinutes(15);

    private final Conversations conversations;
    private final LanguageModel model;
    private final EventPublisher publisher;
    private final MeterRegistry metrics;
    private final Clock clock;
    private final LongSupplier nanoTime;
    /** The model at work for a call; touched by the log's thread only. */
    private final Map<String, Asking> asking = new HashMap<>();

    private @Nullable CallLog log;

    private record Asking(Step.Question question, Thread thread) {}

    public DialogLog(
            ConversationRules rules,
            LanguageModel model,
            EventPublisher publisher,
            MeterRegistry metrics,
            Clock clock,
            LongSupplier nanoTime) {
        this.conversations = new Conversations(rules, this);
        this.model = model;
        this.publisher = publisher;
        this.metrics = metrics;
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
        asking.values().forEach(one -> one.thread().interrupt());
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
        publisher.publishAcked(step.outcome(), "outcome-" + callSid).whenComplete((done, failure) -> {
            if (failure != null) {
                LOG.errorf("outcome not written call_sid=%s cause=%s", callSid, failure.toString());
            }
        });
    }

    @Override
    public void ask(Step.Question question) {
        cancelModel(question.callSid());
        long asked = nanoTime.getAsLong();
        Thread thread = Thread.ofVirtual().name("model-" + question.callSid()).unstarted(() -> run(question, asked));
        asking.put(question.callSid(), new Asking(question, thread));
        thread.start();
    }

    @Override
    public void cancelModel(String callSid) {
        Asking current = asking.remove(callSid);
        if (current != null) {
            current.thread().interrupt();
        }
    }

    @Override
    public void troubled(String callSid, RuntimeException trouble) {
        metrics.counter("agentlocator.conversation.trouble").increment();
        LOG.errorf(trouble, "conversation troubled call_sid=%s", callSid);
    }

    /** On the model's own thread. */
    private void run(Step.Question question, long asked) {
        int turn = question.turn();
        int answers = question.answers();
        try {
            LanguageModel.Done done = model.answer(
                    question, sentence -> hand(question, asked, new Input.ModelSaid(turn, answers, sentence)));
            hand(question, asked, new Input.ModelDone(turn, answers, done));
        } catch (ModelFailure failure) {
            LOG.warnf("no answer from the model call_sid=%s cause=%s", question.callSid(), failure.getMessage());
            metrics.counter(
                            "agentlocator.model.failures",
                            "kind",
                            failure.kind().name())
                    .increment();
            hand(question, asked, new Input.ModelFailed(turn, answers, failure.kind()));
        } catch (InterruptedException e) {
            LOG.debugf("model not needed any more call_sid=%s turn=%d", question.callSid(), turn);
        } catch (RuntimeException e) {
            LOG.errorf(e, "model broke down call_sid=%s", question.callSid());
            hand(question, asked, new Input.ModelFailed(turn, answers, ModelFailure.Kind.BROKEN_OFF));
        }
    }

    private void hand(Step.Question question, long asked, Input input) {
        CallLog open = log;
        if (open == null || Thread.currentThread().isInterrupted()) {
            return;
        }
        open.submit(() -> {
            Asking current = asking.get(question.callSid());
            if (current == null || current.question() != question) {
                return;
            }
            if (input instanceof Input.ModelSaid) {
                metrics.timer("agentlocator.model.sentence").record(Duration.ofNanos(nanoTime.getAsLong() - asked));
            } else {
                asking.remove(question.callSid());
            }
            conversations.answered(question.callSid(), input, now());
        });
    }

    private long now() {
        return nanoTime.getAsLong() / 1_000_000;
    }
}
