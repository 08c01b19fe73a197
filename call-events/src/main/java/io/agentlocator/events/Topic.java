package io.agentlocator.events;

import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The topics. Each has one writer. Call-keyed topics have the same number of partitions, so that a call has the same
 * partition number in all of them.
 */
public enum Topic {
    CALLS("calls", Call.class, "telephony-gateway", Wire.JSON, Duration.ofDays(7), Audience.PUBLIC),
    CALLER_AUDIO(
            "caller-audio", CallerAudio.class, "media-ingest", Wire.RAW, Duration.ofMinutes(15), Audience.INTERNAL),
    MEDIA_EVENTS("media-events", MediaEvent.class, "media-ingest", Wire.JSON, Duration.ofDays(1), Audience.INTERNAL),
    TRANSCRIPTS("transcripts", Transcript.class, "speech-service", Wire.JSON, Duration.ofDays(1), Audience.PUBLIC),
    REPLIES("replies", Reply.class, "dialog-service", Wire.JSON, Duration.ofDays(1), Audience.PUBLIC),
    AGENT_AUDIO("agent-audio", AgentAudio.class, "speech-service", Wire.RAW, Duration.ofMinutes(15), Audience.INTERNAL),
    CALL_ALERTS("call-alerts", CallAlert.class, "watchdog-service", Wire.JSON, Duration.ofDays(7), Audience.PUBLIC),
    CALL_OUTCOMES(
            "call-outcomes", CallOutcome.class, "dialog-service", Wire.JSON, Duration.ofDays(30), Audience.PUBLIC),
    /** Compacted: Kafka keeps the latest state of each lead, and after a while nothing of an erased one. */
    LEADS("leads", Lead.class, "crm-service", Wire.JSON, null, Audience.PUBLIC),
    MESSAGES("messages", Message.class, "telephony-gateway", Wire.JSON, Duration.ofDays(7), Audience.PUBLIC),
    /** Every service writes under its own key. Compacted, so that a new consumer reads the state of all. */
    SERVICE_STATES("service-states", ServiceState.class, "any", Wire.JSON, null, Audience.INTERNAL),
    /** The named log lines of all services. */
    OPS_LOG("ops-log", LogLine.class, "any", Wire.JSON, Duration.ofHours(1), Audience.INTERNAL),
    /** Records that could not be read, unchanged, with the cause in headers. Written by any service. */
    DEAD_LETTERS("dead-letters", null, "any", Wire.RAW, Duration.ofDays(14), Audience.INTERNAL);

    /** The number of partitions, unless a deployment sets another. */
    public static final int DEFAULT_PARTITIONS = 6;

    /** How long Kafka may keep an earlier state of a lead. */
    public static final Duration EARLIER_STATES_KEPT = Duration.ofDays(7);

    /** How long the record of an erasure is kept: a consumer that is down for less does not miss it. */
    public static final Duration ERASURES_KEPT = Duration.ofDays(30);

    private static final Duration SHORTEST_SEGMENT = Duration.ofMinutes(5);

    private final String topicName;
    private final @Nullable Class<? extends Event> events;
    private final String writer;
    private final Wire wire;
    private final @Nullable Duration retention;
    private final Audience audience;

    Topic(
            String topicName,
            @Nullable Class<? extends Event> events,
            String writer,
            Wire wire,
            @Nullable Duration retention,
            Audience audience) {
        this.topicName = topicName;
        this.events = events;
        this.writer = writer;
        this.wire = wire;
        this.retention = retention;
        this.audience = audience;
    }

    public String topicName() {
        return topicName;
    }

    /** The sealed interface whose records this topic carries; empty for dead letters. */
    public Optional<Class<? extends Event>> events() {
        return Optional.ofNullable(events);
    }

    public String writer() {
        return writer;
    }

    public Wire wire() {
        return wire;
    }

    /** Empty where the topic is compacted. */
    public Optional<Duration> retention() {
        return Optional.ofNullable(retention);
    }

    public Audience audience() {
        return audience;
    }

    /** The time span of a segment: Kafka deletes and compacts only whole closed segments. Empty for Kafka's default. */
    public Optional<Duration> segment() {
        if (this == LEADS) {
            return Optional.of(Duration.ofDays(1));
        }
        return retention().map(kept -> {
            Duration twelfth = kept.dividedBy(12);
            return twelfth.compareTo(SHORTEST_SEGMENT) < 0 ? SHORTEST_SEGMENT : twelfth;
        });
    }

    /**
     * Kafka's settings for the topic. Segments roll often enough that records are deleted soon after their retention. The
     * lag of compaction is bounded for personal data, which Kafka does not do by default.
     */
    public Map<String, String> settings() {
        var settings = new LinkedHashMap<String, String>();
        settings.put("cleanup.policy", retention == null ? "compact" : "delete");
        retention().ifPresent(kept -> settings.put("retention.ms", millis(kept)));
        segment().ifPresent(time -> settings.put("segment.ms", millis(time)));
        if (this == LEADS) {
            settings.put("max.compaction.lag.ms", millis(EARLIER_STATES_KEPT));
            settings.put("delete.retention.ms", millis(ERASURES_KEPT));
        }
        if (wire == Wire.RAW) {
            settings.put("segment.bytes", Integer.toString(64 << 20));
        }
        return settings;
    }

    private static String millis(Duration time) {
        return Long.toString(time.toMillis());
    }

    public static Topic of(Event event) {
        return Arrays.stream(values())
                .filter(topic -> topic.events != null && topic.events.isInstance(event))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no topic carries " + event.getClass()));
    }

    public static Optional<Topic> named(String topicName) {
        return Arrays.stream(values())
                .filter(topic -> topic.topicName.equals(topicName))
                .findFirst();
    }

    public enum Wire {
        JSON,
        /** The value is the unchanged sound; everything else is in headers. */
        RAW
    }

    public enum Audience {
        PUBLIC,
        INTERNAL
    }
}
