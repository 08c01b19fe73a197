package io.agentlocator.testbed.twilio.report;

import io.agentlocator.testbed.twilio.webhook.WebhookAttempt;
import java.time.Duration;

/** An event of a call; {@link #at()} counts from dialling, on a monotonic clock. */
public sealed interface TimelineEvent {
    Duration at();

    record Dialled(Duration at, String from, String to) implements TimelineEvent {}

    record Answered(Duration at) implements TimelineEvent {}

    record WebhookDone(Duration at, WebhookAttempt webhook) implements TimelineEvent {}

    /** @param detail the URL, the words or the number of the verb */
    record VerbStarted(Duration at, String verb, String detail) implements TimelineEvent {}

    record VerbEnded(Duration at, String verb, String outcome) implements TimelineEvent {}

    record StreamConnecting(Duration at, String streamSid, String url) implements TimelineEvent {}

    /** The handshake was answered 101 and {@code start} was sent. */
    record StreamOpened(Duration at, String streamSid, String subprotocol) implements TimelineEvent {}

    /**
     * @param closeCode of the close frame; 1006 when there was none, the HTTP status when the handshake failed
     * @param unheard buffered sound of the agent that was lost
     */
    record StreamClosed(Duration at, String streamSid, StreamEnd end, int closeCode, Duration unheard)
            implements TimelineEvent {}

    /** The first sound frame of the stream that came from the application. */
    record MediaArrived(Duration at, String streamSid) implements TimelineEvent {}

    record MarkArrived(Duration at, String streamSid, String name, Duration buffered) implements TimelineEvent {}

    /** @param flushed returned because of {@code clear}, not because its sound was played */
    record MarkReturned(Duration at, String streamSid, String name, boolean flushed) implements TimelineEvent {}

    /** @param dropped buffered sound that is not played */
    record BufferCleared(Duration at, String streamSid, Duration dropped) implements TimelineEvent {}

    record HeardStarted(Duration at, HeardStretch.Source source) implements TimelineEvent {}

    /** Comes one gap of silence after the sound's end; {@code heard.to()} has the end itself. */
    record HeardStopped(Duration at, HeardStretch heard) implements TimelineEvent {}

    record SaidStarted(Duration at, String what) implements TimelineEvent {}

    record SaidStopped(Duration at, SpokenLine said) implements TimelineEvent {}

    record DigitsPressed(Duration at, String digits) implements TimelineEvent {}

    /** The caller waited without success and continues. */
    record PatienceEnded(Duration at, String awaited) implements TimelineEvent {}

    record RecordingMade(Duration at, String recordingSid, Duration length) implements TimelineEvent {}

    /** The caller and the dialled person are connected. */
    record Bridged(Duration at, String number) implements TimelineEvent {}

    /** A REST request brought new TwiML, a new URL or the end. */
    record Updated(Duration at, String what) implements TimelineEvent {}

    record Notified(Duration at, Notification notification) implements TimelineEvent {}

    record Ended(Duration at, CallEnd end) implements TimelineEvent {}
}
