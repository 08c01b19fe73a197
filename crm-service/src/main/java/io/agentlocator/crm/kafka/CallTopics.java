package io.agentlocator.crm.kafka;

import io.agentlocator.crm.CrmStore;
import io.agentlocator.events.CallEvent;
import io.agentlocator.shell.kafka.DeadLetters;
import io.agentlocator.shell.kafka.EventReader;
import io.agentlocator.shell.kafka.ReceivedEvent;
import io.quarkus.runtime.ShutdownEvent;
import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jboss.logging.Logger;

/**
 * Consumes the topics of calls and saves their events, one record after the other in each topic. A record is acknowledged
 * when its rows are committed: one may be saved twice, and none is lost. While the database does not answer, the record
 * waits, and so does its topic; Kafka retains records for days.
 */
@ApplicationScoped
public class CallTopics {

    private static final Logger LOG = Logger.getLogger(CallTopics.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

    private final CrmStore store;
    private final EventReader reader;
    private final DeadLetters deadLetters;
    private final CountDownLatch stopping = new CountDownLatch(1);

    @Inject
    public CallTopics(CrmStore store, EventReader reader, DeadLetters deadLetters) {
        this.store = store;
        this.reader = reader;
        this.deadLetters = deadLetters;
    }

    @Incoming("calls")
    @Blocking("crm-writes")
    public void calls(ConsumerRecord<String, byte[]> record) {
        save(record);
    }

    @Incoming("transcripts")
    @Blocking("crm-writes")
    public void transcripts(ConsumerRecord<String, byte[]> record) {
        save(record);
    }

    @Incoming("replies")
    @Blocking("crm-writes")
    public void replies(ConsumerRecord<String, byte[]> record) {
        save(record);
    }

    @Incoming("call-alerts")
    @Blocking("crm-writes")
    public void callAlerts(ConsumerRecord<String, byte[]> record) {
        save(record);
    }

    @Incoming("call-outcomes")
    @Blocking("crm-writes")
    public void callOutcomes(ConsumerRecord<String, byte[]> record) {
        save(record);
    }

    void stop(@Observes @Priority(1) ShutdownEvent event) {
        stopping.countDown();
    }

    private void save(ConsumerRecord<String, byte[]> record) {
        ReceivedEvent received = reader.read(record).orElse(null);
        if (received == null || !(received.event() instanceof CallEvent event)) {
            return;
        }
        Duration pause = FIRST_PAUSE;
        for (int attempt = 1; ; attempt++) {
            try {
                store.save(event, received.meta());
                return;
            } catch (CrmStore.Rejected e) {
                deadLetters.publish(record, String.valueOf(e.getMessage()));
                return;
            } catch (CrmStore.Unavailable e) {
                LOG.warnf(
                        "the database cannot be written, the record waits topic=%s partition=%d offset=%d attempt=%d cause=%s",
                        record.topic(), record.partition(), record.offset(), attempt, e.getMessage());
            }
            if (stoppedWithin(pause)) {
                // Not acknowledged: it is read again at the next start.
                throw new IllegalStateException("stopping before the record was saved");
            }
            Duration doubled = pause.multipliedBy(2);
            pause = doubled.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : doubled;
        }
    }

    private boolean stoppedWithin(Duration pause) {
        try {
            return stopping.await(pause.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }
}
