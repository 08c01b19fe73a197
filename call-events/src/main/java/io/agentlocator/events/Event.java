package io.agentlocator.events;

/** Anything that travels on a topic of the ring. */
public sealed interface Event permits CallEvent, Lead {

    /** The Kafka key: the CallSid for all that belongs to a call, the lead's id for leads. */
    String key();
}
