package io.agentlocator.gateway;

import io.agentlocator.events.Call;

/** Tells the rest of the house what happens to a call. Must not block. */
public interface CallAnnouncements {

    void announce(Call event);
}
