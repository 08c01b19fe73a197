package io.agentlocator.events;

/** The result of decoding a Kafka record. */
public sealed interface DecodedRecord {

    /** An event that this build knows. */
    record Known(EventMeta meta, Event event) implements DecodedRecord {}

    /** Written by a newer build, or not by us: skip it. */
    record Unknown(String type) implements DecodedRecord {}

    /** A known type whose content cannot be read: publish it to the dead letters. */
    record Unreadable(String type, String cause) implements DecodedRecord {}

    /** A null value on a compacted topic: the data of this key was erased. */
    record Erased(String key) implements DecodedRecord {}
}
