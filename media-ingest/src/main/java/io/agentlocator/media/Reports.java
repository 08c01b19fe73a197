package io.agentlocator.media;

import io.agentlocator.events.Event;

/** Where events go. No method blocks. */
public interface Reports {

    void publish(Event event);

    /** For how long events have not been getting through; 0 while they are. */
    long stalledMs();
}
