package io.agentlocator.shell.kafka;

import io.agentlocator.events.Event;
import io.agentlocator.events.EventMeta;
import java.util.Comparator;

/**
 * An event as it was read from its topic.
 *
 * @param partition the partition it came from; a call has the same one in every topic
 */
public record ReceivedEvent(EventMeta meta, Event event, int partition) {

    static final Comparator<ReceivedEvent> IN_TIME =
            Comparator.comparing(event -> event.meta().time());
}
