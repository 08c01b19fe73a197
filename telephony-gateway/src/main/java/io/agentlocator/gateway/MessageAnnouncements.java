package io.agentlocator.gateway;

import io.agentlocator.events.Message;

/** Tells the rest of the house of written messages. Must not block. */
public interface MessageAnnouncements {

    void announce(Message event);
}
