package io.agentlocator.speech.app;

import io.agentlocator.events.CallerAudio;
import io.agentlocator.events.Transcript;
import io.agentlocator.speech.Listening;
import io.agentlocator.speech.StreamingRecognizer;
import io.agentlocator.speech.VendorWatch;
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

/**
 * One ear for each stream of each call: who hears what, and for how long. Sound comes on one thread.
 */
public final class Ears implements AutoCloseable {

    /** A stream that gives no sound for so long is over, whoever failed to say so. */
    private static final long DEAD_AFTER_MS = 60_000;

    /** What has been told of a call already. @param endMs on the clock of the stream that was then heard */
    public record Told(int utterance, long endMs) {
        public static final Told NOTHING = new Told(0, -1);
    }

    private final Ear.World world;
    private final LongSupplier nowMs;
    private final AtomicBoolean attention;
    private final Map<String, Ear> byCall = new HashMap<>();
    private final List<Ear> leaving = new ArrayList<>();

    /**
     * @param nowMs monotonic
     * @param switched told when another engine hears a call
     * @param attention told whether somebody is speaking or waits for words: work that can wait then waits
     */
    public Ears(
            Listening.Settings settings,
            @Nullable StreamingRecognizer live,
            Decoding decoding,
            Consumer<Transcript> tell,
            VendorWatch watch,
            LongSupplier nowMs,
            AtomicBoolean attention) {
        this.world = new Ear.World(settings, live, decoding, tell, watch, nowMs);
        this.nowMs = nowMs;
        this.attention = attention;
    }

    /** @param told what is known of the call from before, looked at when the stream is new */
    public void chunk(CallerAudio.Chunk chunk, Told told) {
        Ear ear = byCall.get(chunk.callSid());
        if (ear == null || !ear.streamSid.equals(chunk.streamSid())) {
            int utterances = told.utterance();
            if (ear != null) {
                utterances = Math.max(utterances, ear.utterances());
                leave(ear);
            }
            ear = new Ear(world, chunk.callSid(), chunk.streamSid(), utterances);
            byCall.put(chunk.callSid(), ear);
            ear.openLive();
        }
        ear.chunk(chunk);
    }

    /**
     * A stream of which only the latest sound is known.
     *
     * @param sound in order, at least one piece
     * @param ended whether no more will come
     */
    public record Past(List<CallerAudio.Chunk> sound, boolean ended) {

        private boolean contains(long ms) {
            return sound.getFirst().offsetMs() <= ms && ms <= sound.getLast().offsetMs();
        }
    }

    /**
     * Takes over a call in its middle.
     *
     * @param streams in order; the last may still go on
     * @param told what has been told of the call already
     */
    public void takeOver(List<Past> streams, Told told) {
        // Clocks begin anew with each stream, so a time alone does not say which one it is of. The latest that can be
        // is: what was said on those before it has been told as well.
        int toldOf = -1;
        for (int i = 0; i < streams.size(); i++) {
            toldOf = streams.get(i).contains(told.endMs()) ? i : toldOf;
        }
        int utterances = told.utterance();
        for (int i = Math.max(0, toldOf); i < streams.size(); i++) {
            Past stream = streams.get(i);
            CallerAudio.Chunk first = stream.sound().getFirst();
            var ear = new Ear(world, first.callSid(), first.streamSid(), utterances);
            ear.takeOver(stream.sound(), utterances, i == toldOf ? told.endMs() : -1, !stream.ended());
            utterances = ear.utterances();
            if (stream.ended()) {
                leave(ear);
                utterances = ear.utterances();
            } else {
                byCall.put(first.callSid(), ear);
            }
        }
    }

    public void end(CallerAudio.End end) {
        Ear ear = byCall.get(end.callSid());
        if (ear != null && ear.streamSid.equals(end.streamSid())) {
            byCall.remove(end.callSid());
            leave(ear);
        }
    }

    /** Somebody else hears these calls now. */
    public void forget(Predicate<String> callSid) {
        byCall.values().removeIf(ear -> callSid.test(ear.callSid) && ear.close());
        leaving.removeIf(ear -> callSid.test(ear.callSid) && ear.close());
    }

    public void tick() {
        long now = nowMs.getAsLong();
        for (Iterator<Ear> ears = byCall.values().iterator(); ears.hasNext(); ) {
            Ear ear = ears.next();
            ear.tick();
            if (now - ear.lastSoundMs > DEAD_AFTER_MS) {
                ears.remove();
                leave(ear);
            }
        }
        leaving.forEach(Ear::tick);
        attention.set(!leaving.isEmpty() || byCall.values().stream().anyMatch(ear -> !ear.idle()));
        leaving.removeIf(ear -> (ear.idle() || now - ear.leftMs > DEAD_AFTER_MS) && ear.close());
    }

    private void leave(Ear ear) {
        ear.end();
        if (ear.idle()) {
            ear.close();
        } else {
            leaving.add(ear);
        }
    }

    @Override
    public void close() {
        forget(callSid -> true);
    }
}
