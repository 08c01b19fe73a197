package io.agentlocator.testbed.twilio;

import io.agentlocator.testbed.twilio.sound.Mulaw;
import io.agentlocator.testbed.twilio.sound.Wav;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What happened on a call, as it grows. Written on the event loop, read anywhere. */
final class CallRecord {
    private final List<CallEvent> events = new ArrayList<>();
    private final List<Webhook> webhooks = new ArrayList<>();

    synchronized void add(CallEvent event) {
        events.add(event);
    }

    synchronized void add(Webhook webhook) {
        webhooks.add(webhook);
    }

    synchronized List<CallEvent> events() {
        return List.copyOf(events);
    }

    synchronized List<Webhook> webhooks() {
        return List.copyOf(webhooks);
    }

    List<Notification> notifications() {
        return of(CallEvent.Notified.class).stream()
                .map(CallEvent.Notified::notification)
                .toList();
    }

    CallReport report(
            SimulatedCall call,
            CallEnd end,
            List<StreamReport> streams,
            List<RecordingReport> recordings,
            Duration clockLag)
            throws IOException {
        List<Heard> heard = of(CallEvent.HeardStopped.class).stream()
                .map(CallEvent.HeardStopped::heard)
                .toList();
        List<Said> said = of(CallEvent.SaidStopped.class).stream()
                .map(CallEvent.SaidStopped::said)
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

    static List<AnswerLatency> latencies(List<Heard> heard, List<Said> said) {
        List<AnswerLatency> latencies = new ArrayList<>();
        for (int i = 0; i < said.size(); i++) {
            Said line = said.get(i);
            Optional<Duration> until =
                    i + 1 < said.size() ? Optional.of(said.get(i + 1).from()) : Optional.empty();
            Optional<Duration> first = heard.stream()
                    .map(Heard::from)
                    .filter(from -> from.compareTo(line.lastAudible()) >= 0)
                    .filter(from -> until.isEmpty() || from.compareTo(until.get()) < 0)
                    .findFirst();
            latencies.add(new AnswerLatency(line, first, first.map(from -> from.minus(line.lastAudible()))));
        }
        return List.copyOf(latencies);
    }

    private <E extends CallEvent> List<E> of(Class<E> kind) {
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
