package io.agentlocator.testbed.twilio.report;

import io.agentlocator.testbed.sound.SoundTrack;
import io.agentlocator.testbed.twilio.webhook.WebhookAttempt;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The report of an ended call. All durations count from dialling.
 *
 * @param heard stretches of sound that the caller heard
 * @param callerTrack the caller's side from dialling to end
 * @param agentTrack what the caller heard, played in real time; silent while it rang
 * @param recording the stereo WAV of the call, when a directory for them is set
 * @param clockLag the greatest delay of the simulator's clock; timings are no more accurate than this
 */
public record CallReport(
        String callSid,
        String from,
        String to,
        Instant dialledAt,
        List<TimelineEvent> timeline,
        List<HeardStretch> heard,
        List<SpokenLine> said,
        List<AnswerLatency> latencies,
        List<WebhookAttempt> webhooks,
        List<Notification> notifications,
        List<StreamReport> streams,
        List<RecordingReport> recordings,
        CallEnd end,
        SoundTrack callerTrack,
        SoundTrack agentTrack,
        Optional<Path> recording,
        Duration clockLag) {

    /** The events of one kind. */
    public <E extends TimelineEvent> List<E> events(Class<E> kind) {
        return timeline.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    public List<WebhookAttempt> webhooks(WebhookAttempt.Purpose purpose) {
        return webhooks.stream().filter(hook -> hook.purpose() == purpose).toList();
    }

    public boolean notified(int code) {
        return notifications.stream().anyMatch(notification -> notification.code() == code);
    }

    public Duration endedAt() {
        return timeline.stream()
                .filter(TimelineEvent.Ended.class::isInstance)
                .map(TimelineEvent::at)
                .findFirst()
                .orElse(agentTrack.length());
    }
}
