package io.agentlocator.media.kafka;

import io.agentlocator.events.Event;
import io.agentlocator.media.Reports;
import io.agentlocator.shell.kafka.EventPublisher;

/** Publishes reports through the shell's publisher. */
public final class KafkaReports implements Reports {

    private final EventPublisher publisher;

    public KafkaReports(EventPublisher publisher) {
        this.publisher = publisher;
    }

    @Override
    public void publish(Event event) {
        publisher.publish(event);
    }

    @Override
    public long stalledMs() {
        return publisher.behind().toMillis();
    }
}
