package io.agentlocator.speech.recognition;

import io.agentlocator.events.CallerAudio;
import io.agentlocator.events.Transcript;
import io.agentlocator.speech.roles.EngineObserver;
import io.agentlocator.speech.roles.StreamingRecognizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The calls of this process that are being recognised: one {@link CallRecognition} per stream. One thread calls it. */
public final class CallRecognitions implements AutoCloseable {

    /** A stream without sound for this long is over, even if its end was never published. */
    private static final long DEAD_AFTER_MS = 60_000;

    /**
     * What has been published of a call.
     *
     * @param utterance the number of the last utterance; 0 if there was none
     * @param endMs where it ended, on the clock of its stream
     */
    public record Published(int utterance, long endMs) {
        public static final Published NOTHING = new Published(0, -1);
    }

    /**
     * A stream of which only the latest sound is known.
     *
     * @param sound in order, at least one chunk
     * @param ended whether no more will come
     */
    public record PastStream(List<CallerAudio.Chunk> sound, boolean ended) {

        private boolean contains(long ms) {
            return sound.getFirst().offsetMs() <= ms && ms <= sound.getLast().offsetMs();
        }
    }

    private final CallRecognition.Shared shared;
    private final LongSupplier nowMs;
    private final AtomicBoolean busy;
    private final Map<String, CallRecognition> byCall = new HashMap<>();

    /** Streams that have ended and still wait for words. */
    private final List<CallRecognition> ending = new ArrayList<>();

    /**
     * @param publish receives transcripts, on any thread
     * @param nowMs monotonic
     * @param busy set while a caller speaks or waits for words, so that work of no caller can wait
     */
    public CallRecognitions(
            ListeningSettings settings,
            @Nullable StreamingRecognizer streaming,
            RecognizerChain chain,
            Consumer<Transcript> publish,
            EngineObserver observer,
            LongSupplier nowMs,
            AtomicBoolean busy) {
        this.shared = new CallRecognition.Shared(settings, streaming, chain, publish, observer, nowMs);
        this.nowMs = nowMs;
        this.busy = busy;
    }

    /** @param published what earlier streams and processes have published of the call; used if the stream is new */
    public void chunk(CallerAudio.Chunk chunk, Published published) {
        CallRecognition call = byCall.get(chunk.callSid());
        if (call == null || !call.streamSid.equals(chunk.streamSid())) {
            int utterances = published.utterance();
            if (call != null) {
                utterances = Math.max(utterances, call.utterances());
                end(call);
            }
            call = new CallRecognition(shared, chunk.callSid(), chunk.streamSid(), utterances);
            byCall.put(chunk.callSid(), call);
            call.openStream();
        }
        call.chunk(chunk);
    }

    /**
     * Takes over a call in its middle.
     *
     * @param streams in order; the last may still go on
     * @param published what has been published of the call
     */
    public void takeOver(List<PastStream> streams, Published published) {
        // Each stream has its own clock, so the time alone does not name the stream. The latest stream that contains it
        // is taken: everything said on the streams before has been published as well.
        int publishedOf = -1;
        for (int i = 0; i < streams.size(); i++) {
            publishedOf = streams.get(i).contains(published.endMs()) ? i : publishedOf;
        }
        int utterances = published.utterance();
        for (int i = Math.max(0, publishedOf); i < streams.size(); i++) {
            PastStream stream = streams.get(i);
            CallerAudio.Chunk first = stream.sound().getFirst();
            var call = new CallRecognition(shared, first.callSid(), first.streamSid(), utterances);
            call.takeOver(stream.sound(), utterances, i == publishedOf ? published.endMs() : -1, !stream.ended());
            if (stream.ended()) {
                end(call);
            } else {
                byCall.put(first.callSid(), call);
            }
            utterances = call.utterances();
        }
    }

    public void end(CallerAudio.End end) {
        CallRecognition call = byCall.get(end.callSid());
        if (call != null && call.streamSid.equals(end.streamSid())) {
            byCall.remove(end.callSid());
            end(call);
        }
    }

    /** Drops calls that another process recognises now. */
    public void drop(Predicate<String> callSid) {
        byCall.values().removeIf(call -> closeIf(callSid.test(call.callSid), call));
        ending.removeIf(call -> closeIf(callSid.test(call.callSid), call));
    }

    public void tick() {
        long now = nowMs.getAsLong();
        for (Iterator<CallRecognition> calls = byCall.values().iterator(); calls.hasNext(); ) {
            CallRecognition call = calls.next();
            call.tick();
            if (now - call.lastSoundMs > DEAD_AFTER_MS) {
                calls.remove();
                end(call);
            }
        }
        ending.forEach(CallRecognition::tick);
        busy.set(!ending.isEmpty() || byCall.values().stream().anyMatch(call -> !call.idle()));
        ending.removeIf(call -> closeIf(call.idle() || now - call.endedMs > DEAD_AFTER_MS, call));
    }

    private void end(CallRecognition call) {
        call.end();
        if (call.idle()) {
            call.close();
        } else {
            ending.add(call);
        }
    }

    private static boolean closeIf(boolean condition, CallRecognition call) {
        if (condition) {
            call.close();
        }
        return condition;
    }

    @Override
    public void close() {
        drop(callSid -> true);
    }
}
