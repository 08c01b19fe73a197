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
 * {@code reply} (to the first sentence), {@code synthesis} (to the first sound), {@code playout} (to the caller's ear). A
 * span begins when its cause was read and ends when its result is written; what lies between two spans is Kafka. A turn
 * that begins with a word which only fills the time belongs to the utterance that waits for an answer, although that word
 * answers none. A turn that answers no utterance begins with its reply. Nothing that was said is told.
 */
public final class TracedTurns implements TurnTraces {

    /** Stages, and calls, that are remembered for what follows; the oldest are forgotten. */
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
    private record Place(String callSid, Stage stage, int number) {}

    /** @param since when this process learnt of it */
    private record Passed(SpanContext span, Instant since) {}

    /**
     * What of a call waits for an answer, in whatever order it was learnt.
     *
     * @param heard the last utterance whose words are known
     * @param answered the last that a sentence answers
     */
    private record Waiting(int heard, int answered) {

        Waiting and(Waiting other) {
            return new Waiting(Math.max(heard, other.heard), Math.max(answered, other.answered));
        }

        /** 0 for none. */
        int utterance() {
            return heard > answered ? heard : 0;
        }
    }

    private static final class Remembered<K, V> extends LinkedHashMap<K, V> {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
            return size() > MOST;
        }
    }

    private final Tracer tracer;
    private final InstantSource clock;
    private final Map<Place, Passed> passed = new Remembered<>();
    private final Map<String, Waiting> waiting = new Remembered<>();

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
        Place place = placeOf(event);
        SpanContext span = place == null ? null : parsed(traceparent);
        if (place != null && span != null) {
            synchronized (passed) {
                passed.putIfAbsent(place, new Passed(span, clock.instant()));
            }
        }
    }

    @Override
    public @Nullable String published(Event event, Instant time) {
        Place place = placeOf(event);
        if (place == null) {
            return null;
        }
        note(event);
        Passed known = known(place);
        if (known != null) {
            // One span a stage; the rest of the turn travels under it. Sound is many records and needs no more than
            // one.
            return event instanceof AgentAudio ? null : traceparent(known.span());
        }
        return switch (event) {
            case Transcript.Final words -> stage(place, null, time.minusMillis(words.tookMs()), time, words.engine());
            case Reply.Sentence sentence ->
                follow(place, new Place(sentence.callSid(), Stage.RECOGNITION, utteranceOf(sentence)), time);
            case AgentAudio.Chunk sound -> follow(place, new Place(sound.callSid(), Stage.REPLY, sound.turn()), time);
            case AgentAudio.ReplyClip sound ->
                follow(place, new Place(sound.callSid(), Stage.REPLY, sound.turn()), time);
            case MediaEvent.PlaybackStarted heard ->
                follow(place, new Place(heard.callSid(), Stage.SYNTHESIS, heard.turn()), time);
            case Call.ReplyPlaying heard ->
                follow(place, new Place(heard.callSid(), Stage.SYNTHESIS, heard.turn()), time);
            default -> null;
        };
    }

    /** Where in a turn an event stands; null for what belongs to none. */
    private static @Nullable Place placeOf(Event event) {
        return switch (event) {
            case Transcript.Final words -> new Place(words.callSid(), Stage.RECOGNITION, words.utterance());
            case Reply reply -> new Place(reply.callSid(), Stage.REPLY, reply.turn());
            case AgentAudio.Chunk sound
            when sound.sequence() == 0 -> new Place(sound.callSid(), Stage.SYNTHESIS, sound.turn());
            case AgentAudio.ReplyClip sound -> new Place(sound.callSid(), Stage.SYNTHESIS, sound.turn());
            case MediaEvent.PlaybackStarted heard -> new Place(heard.callSid(), Stage.PLAYOUT, heard.turn());
            case MediaEvent.PlaybackFinished heard -> new Place(heard.callSid(), Stage.PLAYOUT, heard.turn());
            case MediaEvent.PlaybackCut heard -> new Place(heard.callSid(), Stage.PLAYOUT, heard.turn());
            case Call.ReplyPlaying heard -> new Place(heard.callSid(), Stage.PLAYOUT, heard.turn());
            default -> null;
        };
    }

    private void note(Event event) {
        switch (event) {
            case Transcript.Final words -> note(words.callSid(), new Waiting(words.utterance(), 0));
            case Reply.Sentence sentence -> note(sentence.callSid(), new Waiting(0, sentence.answers()));
            // What the agent talked on over wants no answer.
            case Reply.Resumed resumed -> note(resumed.callSid(), new Waiting(0, heardIn(resumed.callSid())));
            default -> {}
        }
    }

    private void note(String callSid, Waiting news) {
        synchronized (passed) {
            waiting.merge(callSid, news, Waiting::and);
        }
    }

    private int heardIn(String callSid) {
        synchronized (passed) {
            Waiting call = waiting.get(callSid);
            return call == null ? 0 : call.heard();
        }
    }

    /** The utterance that a turn's first sentence is owed to; 0 for none. */
    private int utteranceOf(Reply.Sentence first) {
        if (first.answers() > 0) {
            return first.answers();
        }
        synchronized (passed) {
            Waiting call = waiting.get(first.callSid());
            return call == null ? 0 : call.utterance();
        }
    }

    private @Nullable String follow(Place place, Place cause, Instant time) {
        Passed before = known(cause);
        Instant since = before == null ? time : before.since();
        return stage(place, before == null ? null : before.span(), since, time, null);
    }

    private @Nullable String stage(
            Place place, @Nullable SpanContext cause, Instant from, Instant to, @Nullable String engine) {
        if (cause == null && place.stage() != Stage.RECOGNITION && place.stage() != Stage.REPLY) {
            return null;
        }
        SpanBuilder builder = tracer.spanBuilder(place.stage().name().toLowerCase(java.util.Locale.ROOT))
                .setParent(cause == null ? Context.root() : Context.root().with(Span.wrap(cause)))
                .setStartTimestamp(from.isAfter(to) ? to : from)
                .setAttribute("call_sid", place.callSid())
                .setAttribute(place.stage() == Stage.RECOGNITION ? "utterance" : "turn", place.number());
        if (engine != null) {
            builder.setAttribute("engine", engine);
        }
        Span span = builder.startSpan();
        span.end(to);
        synchronized (passed) {
            passed.put(place, new Passed(span.getSpanContext(), to));
        }
        return traceparent(span.getSpanContext());
    }

    private @Nullable Passed known(Place place) {
        synchronized (passed) {
            return passed.get(place);
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
