package io.agentlocator.events;

/** Anything that travels on a topic of the ring. */
public sealed interface Event permits CallEvent, Lead, LogLine, Message, ServiceState {

    /** The Kafka key: the CallSid for all that belongs to a call; each other page says what it is. */
    String key();
}
