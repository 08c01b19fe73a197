package io.agentlocator.gateway.kafka;

import io.agentlocator.events.Call;
import io.agentlocator.gateway.CallAnnouncements;
import io.agentlocator.shell.kafka.EventPublisher;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;

/** Announces on {@code calls}. */
@ApplicationScoped
public class PublishedCalls implements CallAnnouncements {

    private final EventPublisher publisher;

    @Inject
    public PublishedCalls(EventPublisher publisher) {
        this.publisher = publisher;
    }

    /** The publisher is opened by its first use, and that shall not be a caller's. */
    void open(@Observes StartupEvent starting) {
        publisher.behind();
    }

    @Override
    public void announce(Call event) {
        publisher.publish(event);
    }
}
