package io.agentlocator.testbed.twilio.report;

import io.agentlocator.testbed.twilio.webhook.WebhookAttempt;
import java.time.Duration;

/** Something that happened on a call; {@link #at()} counts from dialling, on a monotonic clock. */
public sealed interface TimelineEvent {
    Duration at();

    record Dialled(Duration at, String from, String to) implements TimelineEvent {}

    record Answered(Duration at) implements TimelineEvent {}

    record WebhookDone(Duration at, WebhookAttempt webhook) implements TimelineEvent {}

    /** @param detail the URL, the words or the number that makes the verb what it is */
    record VerbStarted(Duration at, String verb, String detail) implements TimelineEvent {}

    record VerbEnded(Duration at, String verb, String outcome) implements TimelineEvent {}

    record StreamConnecting(Duration at, String streamSid, String url) implements TimelineEvent {}

    /** The handshake was answered 101 and {@code start} was sent. */
    record StreamOpened(Duration at, String streamSid, String subprotocol) implements TimelineEvent {}

    /**
     * @param closeCode of the close frame; 1006 when there was none, the HTTP status when the handshake failed
     * @param unheard sound of the agent that was still buffered and is lost
     */
    record StreamClosed(Duration at, String streamSid, StreamEnd end, int closeCode, Duration unheard)
            implements TimelineEvent {}

    /** The first sound frame of the stream that came from the application. */
    record MediaArrived(Duration at, String streamSid) implements TimelineEvent {}

    record MarkArrived(Duration at, String streamSid, String name, Duration buffered) implements TimelineEvent {}

    /** @param flushed sent back because of {@code clear}, not because the sound before it was heard */
    record MarkReturned(Duration at, String streamSid, String name, boolean flushed) implements TimelineEvent {}

    /** @param dropped buffered sound that the caller will not hear */
    record BufferCleared(Duration at, String streamSid, Duration dropped) implements TimelineEvent {}

    record HeardStarted(Duration at, HeardStretch.Source source) implements TimelineEvent {}

    /** Comes one gap of silence after the sound's end; {@code heard.to()} has the end itself. */
    record HeardStopped(Duration at, HeardStretch heard) implements TimelineEvent {}

    record SaidStarted(Duration at, String what) implements TimelineEvent {}

    record SaidStopped(Duration at, SpokenLine said) implements TimelineEvent {}

    record DigitsPressed(Duration at, String digits) implements TimelineEvent {}

    /** The caller waited in vain, and goes on. */
    record PatienceEnded(Duration at, String awaited) implements TimelineEvent {}

    record RecordingMade(Duration at, String recordingSid, Duration length) implements TimelineEvent {}

    /** The caller and who was dialled hear each other. */
    record Bridged(Duration at, String number) implements TimelineEvent {}

    /** New TwiML, a new URL or an end came over REST. */
    record Updated(Duration at, String what) implements TimelineEvent {}

    record Notified(Duration at, Notification notification) implements TimelineEvent {}

    record Ended(Duration at, CallEnd end) implements TimelineEvent {}
}
