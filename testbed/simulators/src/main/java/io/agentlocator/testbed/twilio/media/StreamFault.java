package io.agentlocator.testbed.twilio.media;

import java.time.Duration;

/** A fault of a media stream. */
public sealed interface StreamFault {
    /** The socket is never opened; after {@code hold} Twilio gives up with 31901. */
    record NeverConnects(Duration hold) implements StreamFault {}

    /** The connection is open but {@code start} is never sent. */
    record NeverStarts() implements StreamFault {}

    /** {@code start} is sent, but no media from {@code after} on; zero for none at all. */
    record NoMedia(Duration after) implements StreamFault {}

    /** The TCP connection is reset without a close frame. Twilio then requests the action of Connect. */
    record Drops(Duration after) implements StreamFault {}

    /** Nothing more is sent or read; the connection stays open. */
    record HalfOpen(Duration after) implements StreamFault {}
}
