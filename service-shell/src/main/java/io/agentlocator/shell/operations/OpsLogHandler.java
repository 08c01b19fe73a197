package io.agentlocator.shell.operations;

import io.agentlocator.events.LogLine;
import io.agentlocator.shell.http.ProvenRequests;
import io.agentlocator.shell.kafka.EventPublisher;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jboss.logmanager.ExtLogRecord;

/**
 * Publishes the named log lines to {@code ops-log}. Never blocks and never throws: a line that does not fit into the
 * publisher's outbox is counted and dropped; it is still in the log. Lines of requests are published only for verified
 * senders.
 */
@ApplicationScoped
public class OpsLogHandler implements ProvenRequests {

    private final ThisInstance instance;
    private final EventPublisher publisher;
    private final Copies copies = new Copies();

    @Inject
    public OpsLogHandler(ThisInstance instance, EventPublisher publisher) {
        this.instance = instance;
        this.publisher = publisher;
    }

    /** Early, so that the start of other beans is published as well. */
    void begin(@Observes @Priority(1) StartupEvent starting) {
        Logger.getLogger("").addHandler(copies);
    }

    void end(@Observes @Priority(Integer.MAX_VALUE - 1) io.quarkus.runtime.ShutdownEvent stopping) {
        Logger.getLogger("").removeHandler(copies);
    }

    @Override
    public void logged(Instant at, String line) {
        NamedLines.of(line).ifPresent(named -> copy(named, at, line));
    }

    private void copy(NamedLines.Named named, Instant at, String line) {
        publisher.publish(new LogLine.Written(
                named.callSid().orElse(instance.service()),
                named.callSid().orElse(null),
                instance.service(),
                instance.id(),
                at,
                named.name(),
                NamedLines.shortened(line)));
    }

    private final class Copies extends Handler {

        @Override
        public void publish(LogRecord entry) {
            String raw = entry.getMessage();
            if (raw == null || NamedLines.of(raw).isEmpty()) {
                return;
            }
            String line = entry instanceof ExtLogRecord known ? known.getFormattedMessage() : raw;
            NamedLines.of(line)
                    .filter(named -> !named.ofRequest())
                    .ifPresent(named -> copy(named, entry.getInstant(), line));
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
