package io.agentlocator.gateway;

import io.agentlocator.events.Message;

/** Publishes the events of written messages. Must not block. */
public interface MessagePublisher {

    void publish(Message event);
}
