package io.agentlocator.testbed.twilio;

import java.time.Duration;

/** Something that happened on a call; {@link #at()} counts from dialling, on a monotonic clock. */
public sealed interface CallEvent {
    Duration at();

    record Dialled(Duration at, String from, String to) implements CallEvent {}

    record Answered(Duration at) implements CallEvent {}

    record WebhookDone(Duration at, Webhook webhook) implements CallEvent {}

    /** @param detail the URL, the words or the number that makes the verb what it is */
    record VerbStarted(Duration at, String verb, String detail) implements CallEvent {}

    record VerbEnded(Duration at, String verb, String outcome) implements CallEvent {}

    record StreamConnecting(Duration at, String streamSid, String url) implements CallEvent {}

    /** The handshake was answered 101 and {@code start} was sent. */
    record StreamOpened(Duration at, String streamSid, String subprotocol) implements CallEvent {}

    /**
     * @param closeCode of the close frame; 1006 when there was none, the HTTP status when the handshake failed
     * @param unheard sound of the agent that was still buffered and is lost
     */
    record StreamClosed(Duration at, String streamSid, StreamEnd end, int closeCode, Duration unheard)
            implements CallEvent {}

    /** The first sound frame of the stream that came from the application. */
    record MediaArrived(Duration at, String streamSid) implements CallEvent {}

    record MarkArrived(Duration at, String streamSid, String name, Duration buffered) implements CallEvent {}

    /** @param flushed sent back because of {@code clear}, not because the sound before it was heard */
    record MarkReturned(Duration at, String streamSid, String name, boolean flushed) implements CallEvent {}

    /** @param dropped buffered sound that the caller will not hear */
    record BufferCleared(Duration at, String streamSid, Duration dropped) implements CallEvent {}

    record HeardStarted(Duration at, Heard.Source source) implements CallEvent {}

    /** Comes one gap of silence after the sound's end; {@code heard.to()} has the end itself. */
    record HeardStopped(Duration at, Heard heard) implements CallEvent {}

    record SaidStarted(Duration at, String what) implements CallEvent {}

    record SaidStopped(Duration at, Said said) implements CallEvent {}

    record DigitsPressed(Duration at, String digits) implements CallEvent {}

    /** The caller waited in vain, and goes on. */
    record PatienceEnded(Duration at, String awaited) implements CallEvent {}

    record RecordingMade(Duration at, String recordingSid, Duration length) implements CallEvent {}

    /** The caller and who was dialled hear each other. */
    record Bridged(Duration at, String number) implements CallEvent {}

    /** New TwiML, a new URL or an end came over REST. */
    record Updated(Duration at, String what) implements CallEvent {}

    record Notified(Duration at, Notification notification) implements CallEvent {}

    record Ended(Duration at, CallEnd end) implements CallEvent {}
}
