package io.agentlocator.testbed.twilio;

import io.agentlocator.testbed.sound.Mulaw;
import io.agentlocator.testbed.sound.Wav;
import io.agentlocator.testbed.twilio.report.AnswerLatency;
import io.agentlocator.testbed.twilio.report.CallEnd;
import io.agentlocator.testbed.twilio.report.CallReport;
import io.agentlocator.testbed.twilio.report.HeardStretch;
import io.agentlocator.testbed.twilio.report.Notification;
import io.agentlocator.testbed.twilio.report.RecordingReport;
import io.agentlocator.testbed.twilio.report.SpokenLine;
import io.agentlocator.testbed.twilio.report.StreamReport;
import io.agentlocator.testbed.twilio.report.TimelineEvent;
import io.agentlocator.testbed.twilio.webhook.WebhookAttempt;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The events and webhooks of a call so far. Written on the event loop, read on any thread. */
final class CallRecord {
    private final List<TimelineEvent> events = new ArrayList<>();
    private final List<WebhookAttempt> webhooks = new ArrayList<>();

    synchronized void add(TimelineEvent event) {
        events.add(event);
    }

    synchronized void add(WebhookAttempt webhook) {
        webhooks.add(webhook);
    }

    synchronized List<TimelineEvent> events() {
        return List.copyOf(events);
    }

    synchronized List<WebhookAttempt> webhooks() {
        return List.copyOf(webhooks);
    }

    List<Notification> notifications() {
        return of(TimelineEvent.Notified.class).stream()
                .map(TimelineEvent.Notified::notification)
                .toList();
    }

    CallReport report(
            SimulatedCall call,
            CallEnd end,
            List<StreamReport> streams,
            List<RecordingReport> recordings,
            Duration clockLag)
            throws IOException {
        List<HeardStretch> heard = of(TimelineEvent.HeardStopped.class).stream()
                .map(TimelineEvent.HeardStopped::heard)
                .toList();
        List<SpokenLine> said = of(TimelineEvent.SaidStopped.class).stream()
                .map(TimelineEvent.SaidStopped::said)
                .toList();
        return new CallReport(
                call.callSid(),
                call.request().from(),
                call.request().to(),
                call.dialledAt(),
                events(),
                heard,
                said,
                latencies(heard, said),
                webhooks(),
                notifications(),
                streams,
                recordings,
                end,
                call.spoken(),
                call.heard(),
                write(call),
                clockLag);
    }

    static List<AnswerLatency> latencies(List<HeardStretch> heard, List<SpokenLine> said) {
        List<AnswerLatency> latencies = new ArrayList<>();
        for (int i = 0; i < said.size(); i++) {
            SpokenLine line = said.get(i);
            Optional<Duration> until =
                    i + 1 < said.size() ? Optional.of(said.get(i + 1).from()) : Optional.empty();
            Optional<Duration> first = heard.stream()
                    .map(HeardStretch::from)
                    .filter(from -> from.compareTo(line.lastAudible()) >= 0)
                    .filter(from -> until.isEmpty() || from.compareTo(until.get()) < 0)
                    .findFirst();
            latencies.add(new AnswerLatency(line, first, first.map(from -> from.minus(line.lastAudible()))));
        }
        return List.copyOf(latencies);
    }

    private <E extends TimelineEvent> List<E> of(Class<E> kind) {
        return events().stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    private static Optional<Path> write(SimulatedCall call) throws IOException {
        Optional<Path> directory = call.config().callRecordings();
        if (directory.isEmpty()) return Optional.empty();
        Files.createDirectories(directory.get());
        Path file = directory.get().resolve(call.callSid() + ".wav");
        short[] caller = Mulaw.decode(call.spoken().mulaw());
        short[] agent = Mulaw.decode(call.heard().mulaw());
        int both = Math.min(caller.length, agent.length);
        Files.write(file, Wav.pcm16(java.util.Arrays.copyOf(caller, both), java.util.Arrays.copyOf(agent, both)));
        return Optional.of(file);
    }
}
