package io.agentlocator.crm.kafka;

import io.agentlocator.crm.Books;
import io.agentlocator.events.CallEvent;
import io.agentlocator.shell.kafka.DeadLetters;
import io.agentlocator.shell.kafka.EventReader;
import io.agentlocator.shell.kafka.Told;
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
 * Enters what the topics tell into the books, record by record in each topic. A record counts as read when its rows are
 * committed, so one may be entered twice and none is lost. While there is no database a record waits, and the topic with
 * it: Kafka keeps days of them.
 */
@ApplicationScoped
public class CallTopics {

    private static final Logger LOG = Logger.getLogger(CallTopics.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

    private final Books books;
    private final EventReader reader;
    private final DeadLetters deadLetters;
    private final CountDownLatch stopping = new CountDownLatch(1);

    @Inject
    public CallTopics(Books books, EventReader reader, DeadLetters deadLetters) {
        this.books = books;
        this.reader = reader;
        this.deadLetters = deadLetters;
    }

    @Incoming("calls")
    @Blocking("crm-writes")
    public void calls(ConsumerRecord<String, byte[]> record) {
        enter(record);
    }

    @Incoming("transcripts")
    @Blocking("crm-writes")
    public void transcripts(ConsumerRecord<String, byte[]> record) {
        enter(record);
    }

    @Incoming("replies")
    @Blocking("crm-writes")
    public void replies(ConsumerRecord<String, byte[]> record) {
        enter(record);
    }

    @Incoming("call-alerts")
    @Blocking("crm-writes")
    public void callAlerts(ConsumerRecord<String, byte[]> record) {
        enter(record);
    }

    @Incoming("call-outcomes")
    @Blocking("crm-writes")
    public void callOutcomes(ConsumerRecord<String, byte[]> record) {
        enter(record);
    }

    void stop(@Observes @Priority(1) ShutdownEvent event) {
        stopping.countDown();
    }

    private void enter(ConsumerRecord<String, byte[]> record) {
        Told told = reader.read(record).orElse(null);
        if (told == null || !(told.event() instanceof CallEvent event)) {
            return;
        }
        Duration pause = FIRST_PAUSE;
        for (int attempt = 1; ; attempt++) {
            try {
                books.enter(event, told.meta());
                return;
            } catch (Books.Unfit e) {
                deadLetters.bury(record, String.valueOf(e.getMessage()));
                return;
            } catch (Books.Unavailable e) {
                LOG.warnf(
                        "books cannot be written, the record waits topic=%s partition=%d offset=%d attempt=%d cause=%s",
                        record.topic(), record.partition(), record.offset(), attempt, e.getMessage());
            }
            if (stoppedWithin(pause)) {
                // Not acknowledged: it is read again at the next start.
                throw new IllegalStateException("stopping before the record was entered");
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
