package io.agentlocator.testbed.twilio.media;

import io.agentlocator.testbed.sound.SoundTrack;
import io.agentlocator.testbed.twilio.report.HeardStretch;
import io.agentlocator.testbed.twilio.report.TimelineEvent;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/** Joins audible frames into stretches. A gap of silence or another source ends a stretch. */
final class HeardStretches {
    private record Open(Duration from, Duration to, HeardStretch.Source source) {}

    private final Duration gap;
    private final Consumer<TimelineEvent> events;
    private Optional<Open> open = Optional.empty();
    private Duration now = Duration.ZERO;

    HeardStretches(Duration gap, Consumer<TimelineEvent> events) {
        this.gap = gap;
        this.events = events;
    }

    void frame(Duration at, boolean audible, Optional<HeardStretch.Source> source) {
        now = at;
        if (audible && source.isPresent()) {
            HeardStretch.Source from = source.get();
            if (open.isPresent() && !open.get().source.equals(from)) close();
            if (open.isEmpty()) events.accept(new TimelineEvent.HeardStarted(at, from));
            open = Optional.of(new Open(open.map(Open::from).orElse(at), at.plus(SoundTrack.FRAME), from));
        } else if (open.isPresent() && at.minus(open.get().to).compareTo(gap) >= 0) {
            close();
        }
    }

    void close() {
        open.ifPresent(stretch -> events.accept(
                new TimelineEvent.HeardStopped(now, new HeardStretch(stretch.from, stretch.to, stretch.source))));
        open = Optional.empty();
    }
}
