package io.agentlocator.crm.kafka;

import io.agentlocator.crm.CrmStore;
import io.agentlocator.crm.LeadOutbox;
import io.agentlocator.events.Lead;
import io.agentlocator.events.Topic;
import io.agentlocator.shell.kafka.EventPublisher;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jboss.logging.Logger;

/** Publishes the outbox to the topic {@code leads}, four times a second. A state may be published twice. */
@ApplicationScoped
public class LeadPublisher implements LeadOutbox.Topic {

    private static final Logger LOG = Logger.getLogger(LeadPublisher.class);
    private static final Duration PAUSE = Duration.ofMillis(250);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

    private final LeadOutbox outbox;
    private final EventPublisher publisher;
    private final CountDownLatch stopping = new CountDownLatch(1);

    @Inject
    public LeadPublisher(LeadOutbox outbox, EventPublisher publisher) {
        this.outbox = outbox;
        this.publisher = publisher;
    }

    void start(@Observes StartupEvent starting) {
        Thread.ofPlatform().name("lead-publisher").daemon().start(this::run);
    }

    void stop(@Observes @Priority(1) ShutdownEvent event) {
        stopping.countDown();
    }

    @Override
    public CompletionStage<Void> saved(Lead.Saved lead) {
        return publisher.publishAcked(lead);
    }

    @Override
    public CompletionStage<Void> erased(UUID leadId) {
        return publisher.publishRaw(new ProducerRecord<>(Topic.LEADS.topicName(), leadId.toString(), null));
    }

    private void run() {
        Duration pause = PAUSE;
        try {
            while (!stopping.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
                try {
                    while (outbox.drain(this) > 0) {
                        // Until it is empty.
                    }
                    pause = PAUSE;
                } catch (CrmStore.Unavailable | CrmStore.Rejected e) {
                    LOG.debugf("leads wait in the outbox cause=%s", e.getMessage());
                    Duration doubled = pause.multipliedBy(2);
                    pause = doubled.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : doubled;
                } catch (RuntimeException e) {
                    LOG.error("leads cannot be published", e);
                    pause = LONGEST_PAUSE;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
