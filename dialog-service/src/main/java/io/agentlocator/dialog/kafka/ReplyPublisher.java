package io.agentlocator.dialog.kafka;

import io.agentlocator.dialog.turns.Conversations;
import io.agentlocator.events.CallOutcome;
import io.agentlocator.events.Reply;
import io.agentlocator.shell.kafka.EventPublisher;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.jboss.logging.Logger;

/** Publishes replies and call outcomes. Never waits for the brokers. */
public final class ReplyPublisher implements Conversations.Output {

    private static final Logger LOG = Logger.getLogger(ReplyPublisher.class);

    private final EventPublisher publisher;
    private final MeterRegistry metrics;
    private final Counter trouble;

    public ReplyPublisher(EventPublisher publisher, MeterRegistry metrics) {
        this.publisher = publisher;
        this.metrics = metrics;
        this.trouble = metrics.counter("agentlocator.conversation.trouble");
    }

    @Override
    public void say(Reply reply) {
        LOG.infof("reply %s", reply);
        metrics.counter("agentlocator.replies", "kind", reply.getClass().getSimpleName())
                .increment();
        publisher.publish(reply);
    }

    @Override
    public void conclude(CallOutcome.Concluded outcome) {
        String callSid = outcome.callSid();
        LOG.infof("call concluded call_sid=%s outcome=%s", callSid, outcome);
        metrics.counter(
                        "agentlocator.outcomes",
                        "disposition",
                        outcome.disposition().name())
                .increment();
        publisher.publishAcked(outcome, "outcome-" + callSid).whenComplete((done, failure) -> {
            if (failure != null) {
                LOG.errorf("outcome not written call_sid=%s cause=%s", callSid, failure.toString());
            }
        });
    }

    @Override
    public void failed(String callSid, RuntimeException cause) {
        trouble.increment();
        LOG.errorf(cause, "conversation troubled call_sid=%s", callSid);
    }
}
