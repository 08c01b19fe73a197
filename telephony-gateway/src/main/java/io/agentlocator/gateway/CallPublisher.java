package io.agentlocator.gateway;

import io.agentlocator.events.Call;

/** Publishes the events of calls. Must not block. */
public interface CallPublisher {

    void publish(Call event);
}
