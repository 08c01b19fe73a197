package io.agentlocator.testbed.twilio.media;

import java.time.Duration;

/** What goes wrong with a media stream. */
public sealed interface StreamFault {
    /** The socket is never even tried; after {@code hold} Twilio gives up with 31901. */
    record NeverConnects(Duration hold) implements StreamFault {}

    /** The connection is open but {@code start} is never sent. */
    record NeverStarts() implements StreamFault {}

    /** {@code start} comes, and from {@code after} on no media. Zero: none at all. */
    record NoMedia(Duration after) implements StreamFault {}

    /** The TCP connection is reset without a close frame. Twilio then goes on with the action of Connect. */
    record Drops(Duration after) implements StreamFault {}

    /** Nothing more is sent or read, and the connection stays. */
    record HalfOpen(Duration after) implements StreamFault {}
}
