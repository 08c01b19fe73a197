package io.agentlocator.events;

/** What a Kafka record turned out to be. */
public sealed interface Received {

    /** An event that this build knows. */
    record Known(EventMeta meta, Event event) implements Received {}

    /** Written by a newer build, or not by us: to be skipped. */
    record Unknown(String type) implements Received {}

    /** A known type whose content cannot be read: belongs to the dead letters. */
    record Unreadable(String type, String cause) implements Received {}

    /** A null value on a compacted topic: the key's owner was erased. */
    record Erased(String key) implements Received {}
}
