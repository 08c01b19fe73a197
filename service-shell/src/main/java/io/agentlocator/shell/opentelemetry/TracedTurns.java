package io.agentlocator.shell.opentelemetry;

import io.agentlocator.events.AgentAudio;
import io.agentlocator.events.Call;
import io.agentlocator.events.Event;
import io.agentlocator.events.EventMeta;
import io.agentlocator.events.MediaEvent;
import io.agentlocator.events.Reply;
import io.agentlocator.events.Transcript;
import io.agentlocator.shell.kafka.TurnTraces;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One trace a turn, one span a stage: {@code recognition} (from the end of the caller's voice to the final words),
 * {@code reply} (to the first sentence), {@code synthesis} (to the first sound), {@code playout} (until the caller hears
 * it). A span starts when its cause is read and ends when its result is published; the time between two spans is Kafka's. A
 * turn that starts with a filler belongs to the utterance that waits for an answer, although the filler answers none. A turn
 * that answers no utterance starts with its reply. Spans hold no words of the call.
 */
public final class TracedTurns implements TurnTraces {

    /** How many stages, and how many calls, are remembered; the oldest are forgotten. */
    private static final int MOST = 20_000;

    private static final Pattern TRACEPARENT =
            Pattern.compile("[0-9a-f]{2}-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})(?:-.*)?");

    private enum Stage {
        RECOGNITION,
        REPLY,
        SYNTHESIS,
        PLAYOUT
    }

    /** @param number the utterance, or the agent's turn */
    private record StageId(String callSid, Stage stage, int number) {}

    /** @param since when this process read or published it */
    private record FinishedStage(SpanContext span, Instant since) {}

    /**
     * The utterance of a call that waits for an answer. The result does not depend on the order of events.
     *
     * @param heard the last utterance with a final transcript
     * @param answered the last that a sentence answers
     */
    private record Unanswered(int heard, int answered) {

        Unanswered and(Unanswered other) {
            return new Unanswered(Math.max(heard, other.heard), Math.max(answered, other.answered));
        }

        /** 0 for none. */
        int utterance() {
            return heard > answered ? heard : 0;
        }
    }

    private static final class BoundedMap<K, V> extends LinkedHashMap<K, V> {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
            return size() > MOST;
        }
    }

    private final Tracer tracer;
    private final InstantSource clock;
    private final Map<StageId, FinishedStage> passed = new BoundedMap<>();
    private final Map<String, Unanswered> waiting = new BoundedMap<>();

    public TracedTurns(Tracer tracer, InstantSource clock) {
        this.tracer = tracer;
        this.clock = clock;
    }

    @Override
    public void read(Event event, EventMeta meta) {
        String traceparent = meta.traceparent();
        if (traceparent == null) {
            return;
        }
        note(event);
        StageId stageId = stageIdOf(event);
        SpanContext span = stageId == null ? null : parsed(traceparent);
        if (stageId != null && span != null) {
            synchronized (passed) {
                passed.putIfAbsent(stageId, new FinishedStage(span, clock.instant()));
            }
        }
    }

    @Override
    public @Nullable String published(Event event, Instant time) {
        StageId stageId = stageIdOf(event);
        if (stageId == null) {
            return null;
        }
        note(event);
        FinishedStage known = known(stageId);
        if (known != null) {
            // One span per stage; the later events of the stage carry its context. Of the many records of sound only
            // the first one carries it.
            return event instanceof AgentAudio ? null : traceparent(known.span());
        }
        return switch (event) {
            case Transcript.Final words -> stage(stageId, null, time.minusMillis(words.tookMs()), time, words.engine());
            case Reply.Sentence sentence ->
                follow(stageId, new StageId(sentence.callSid(), Stage.RECOGNITION, utteranceOf(sentence)), time);
            case AgentAudio.Chunk sound ->
                follow(stageId, new StageId(sound.callSid(), Stage.REPLY, sound.turn()), time);
            case AgentAudio.ReplyClip sound ->
                follow(stageId, new StageId(sound.callSid(), Stage.REPLY, sound.turn()), time);
            case MediaEvent.PlaybackStarted heard ->
                follow(stageId, new StageId(heard.callSid(), Stage.SYNTHESIS, heard.turn()), time);
            case Call.ReplyPlaying heard ->
                follow(stageId, new StageId(heard.callSid(), Stage.SYNTHESIS, heard.turn()), time);
            default -> null;
        };
    }

    /** The stage that an event belongs to; null where it belongs to none. */
    private static @Nullable StageId stageIdOf(Event event) {
        return switch (event) {
            case Transcript.Final words -> new StageId(words.callSid(), Stage.RECOGNITION, words.utterance());
            case Reply reply -> new StageId(reply.callSid(), Stage.REPLY, reply.turn());
            case AgentAudio.Chunk sound
            when sound.sequence() == 0 -> new StageId(sound.callSid(), Stage.SYNTHESIS, sound.turn());
            case AgentAudio.ReplyClip sound -> new StageId(sound.callSid(), Stage.SYNTHESIS, sound.turn());
            case MediaEvent.PlaybackStarted heard -> new StageId(heard.callSid(), Stage.PLAYOUT, heard.turn());
            case MediaEvent.PlaybackFinished heard -> new StageId(heard.callSid(), Stage.PLAYOUT, heard.turn());
            case MediaEvent.PlaybackCut heard -> new StageId(heard.callSid(), Stage.PLAYOUT, heard.turn());
            case Call.ReplyPlaying heard -> new StageId(heard.callSid(), Stage.PLAYOUT, heard.turn());
            default -> null;
        };
    }

    private void note(Event event) {
        switch (event) {
            case Transcript.Final words -> note(words.callSid(), new Unanswered(words.utterance(), 0));
            case Reply.Sentence sentence -> note(sentence.callSid(), new Unanswered(0, sentence.answers()));
            // An utterance that the agent talked on over needs no answer.
            case Reply.Resumed resumed -> note(resumed.callSid(), new Unanswered(0, heardIn(resumed.callSid())));
            default -> {}
        }
    }

    private void note(String callSid, Unanswered news) {
        synchronized (passed) {
            waiting.merge(callSid, news, Unanswered::and);
        }
    }

    private int heardIn(String callSid) {
        synchronized (passed) {
            Unanswered call = waiting.get(callSid);
            return call == null ? 0 : call.heard();
        }
    }

    /** The utterance that a turn's first sentence answers; 0 for none. */
    private int utteranceOf(Reply.Sentence first) {
        if (first.answers() > 0) {
            return first.answers();
        }
        synchronized (passed) {
            Unanswered call = waiting.get(first.callSid());
            return call == null ? 0 : call.utterance();
        }
    }

    private @Nullable String follow(StageId stageId, StageId cause, Instant time) {
        FinishedStage before = known(cause);
        Instant since = before == null ? time : before.since();
        return stage(stageId, before == null ? null : before.span(), since, time, null);
    }

    private @Nullable String stage(
            StageId stageId, @Nullable SpanContext cause, Instant from, Instant to, @Nullable String engine) {
        if (cause == null && stageId.stage() != Stage.RECOGNITION && stageId.stage() != Stage.REPLY) {
            return null;
        }
        SpanBuilder builder = tracer.spanBuilder(stageId.stage().name().toLowerCase(java.util.Locale.ROOT))
                .setParent(cause == null ? Context.root() : Context.root().with(Span.wrap(cause)))
                .setStartTimestamp(from.isAfter(to) ? to : from)
                .setAttribute("call_sid", stageId.callSid())
                .setAttribute(stageId.stage() == Stage.RECOGNITION ? "utterance" : "turn", stageId.number());
        if (engine != null) {
            builder.setAttribute("engine", engine);
        }
        Span span = builder.startSpan();
        span.end(to);
        synchronized (passed) {
            passed.put(stageId, new FinishedStage(span.getSpanContext(), to));
        }
        return traceparent(span.getSpanContext());
    }

    private @Nullable FinishedStage known(StageId stageId) {
        synchronized (passed) {
            return passed.get(stageId);
        }
    }

    private static String traceparent(SpanContext span) {
        return "00-" + span.getTraceId() + "-" + span.getSpanId() + "-"
                + span.getTraceFlags().asHex();
    }

    private static @Nullable SpanContext parsed(String traceparent) {
        Matcher parts = TRACEPARENT.matcher(traceparent);
        if (!parts.matches()) {
            return null;
        }
        SpanContext span = SpanContext.createFromRemoteParent(
                parts.group(1), parts.group(2), TraceFlags.fromHex(parts.group(3), 0), TraceState.getDefault());
        return span.isValid() ? span : null;
    }
}
