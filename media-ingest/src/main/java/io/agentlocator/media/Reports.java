package io.agentlocator.media;

import io.agentlocator.events.Event;

/** Publishes this service's events. No method blocks. */
public interface Reports {

    void publish(Event event);

    /** For how long events have not been getting through, in milliseconds; 0 while they do. */
    long stalledMs();
}
