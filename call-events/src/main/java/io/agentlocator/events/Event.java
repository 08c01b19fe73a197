package io.agentlocator.events;

/** The value of a record on any of the topics. */
public sealed interface Event permits CallEvent, Lead, LogLine, Message, ServiceState {

    /** The Kafka key: the CallSid for all events of a call; the other interfaces say what theirs is. */
    String key();
}
