package io.agentlocator.speech.app;

import io.agentlocator.events.CallerAudio;
import io.agentlocator.events.Transcript;
import io.agentlocator.speech.Listening;
import io.agentlocator.speech.ListeningStep;
import io.agentlocator.speech.RecognitionTrouble;
import io.agentlocator.speech.Sound;
import io.agentlocator.speech.StreamingRecognizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One ear for each stream of each call: feeds {@link Listening} and does what it wants done. Sound comes on one thread;
 * words come from any.
 */
public final class Ears implements AutoCloseable {

    /** A stream that gives no sound for so long is over, whoever failed to say so. */
    private static final long DEAD_AFTER_MS = 60_000;

    /** What has been told of a call already. @param endMs on the clock of the stream that was then heard */
    public record Told(int utterance, long endMs) {
        public static final Told NOTHING = new Told(0, -1);
    }

    private final Listening.Settings settings;
    private final @Nullable StreamingRecognizer live;
    private final @Nullable DecodeDesk desk;
    private final Consumer<Transcript> tell;
    private final LongSupplier nowMs;
    private final AtomicBoolean attention;
    private final Map<String, Ear> byCall = new HashMap<>();
    private final List<Ear> leaving = new ArrayList<>();

    /**
     * @param nowMs monotonic
     * @param attention told whether somebody is speaking or waits for words: work that can wait then waits
     */
    public Ears(
            Listening.Settings settings,
            @Nullable StreamingRecognizer live,
            @Nullable DecodeDesk desk,
            Consumer<Transcript> tell,
            LongSupplier nowMs,
            AtomicBoolean attention) {
        this.settings = settings;
        this.live = live;
        this.desk = desk;
        this.tell = tell;
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
            ear = new Ear(chunk.callSid(), chunk.streamSid(), utterances);
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
            var ear = new Ear(first.callSid(), first.streamSid(), utterances);
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

    private final class Ear implements StreamingRecognizer.Hearing {

        final String callSid;
        final String streamSid;
        private final Listening listening;
        private final Map<Integer, Work> decoding = new HashMap<>();
        private StreamingRecognizer.@Nullable Live stream;
        private boolean closed;
        long lastSoundMs = nowMs.getAsLong();
        long leftMs;

        Ear(String callSid, String streamSid, int utterances) {
            this.callSid = callSid;
            this.streamSid = streamSid;
            this.listening = new Listening(callSid, settings, utterances);
        }

        void openLive() {
            if (live != null) {
                stream = live.open(callSid, this);
            }
        }

        void chunk(CallerAudio.Chunk chunk) {
            lastSoundMs = nowMs.getAsLong();
            if (stream != null) {
                stream.audio(chunk.mulaw(), chunk.offsetMs(), chunk.speaking());
            }
            synchronized (this) {
                run(listening.chunk(chunk, lastSoundMs));
            }
        }

        void takeOver(List<CallerAudio.Chunk> past, int told, long toldUntilMs, boolean goesOn) {
            long now = nowMs.getAsLong();
            CallerAudio.Chunk recent;
            synchronized (this) {
                past.forEach(chunk -> listening.chunk(chunk, now));
                recent = listening.recentSound(streamSid);
                run(listening.takeOver(told, toldUntilMs, now));
            }
            if (goesOn) {
                openLive();
            }
            if (stream != null) {
                stream.audio(recent.mulaw(), recent.offsetMs(), recent.speaking());
            }
        }

        void end() {
            leftMs = nowMs.getAsLong();
            synchronized (this) {
                run(listening.ended(leftMs));
            }
        }

        synchronized void tick() {
            if (!listening.idle()) {
                run(listening.tick(nowMs.getAsLong()));
            }
        }

        synchronized int utterances() {
            return listening.utterances();
        }

        synchronized boolean idle() {
            return listening.idle();
        }

        boolean close() {
            StreamingRecognizer.Live open;
            synchronized (this) {
                closed = true;
                open = stream;
                stream = null;
                decoding.values().forEach(Work::cancel);
                decoding.clear();
            }
            if (open != null) {
                open.close();
            }
            return true;
        }

        @Override
        public synchronized void words(String text, boolean settled, double confidence, long endMs) {
            run(listening.words(text, settled, confidence, endMs, nowMs.getAsLong()));
        }

        @Override
        public synchronized void trouble(RecognitionTrouble trouble) {
            run(listening.trouble(trouble, nowMs.getAsLong()));
        }

        private void run(List<ListeningStep> steps) {
            if (closed) {
                return;
            }
            for (ListeningStep step : steps) {
                switch (step) {
                    case ListeningStep.Tell told -> tell.accept(told.transcript());
                    case ListeningStep.Decode decode -> decode(decode);
                    case ListeningStep.Forget forget -> {
                        Work outdated = decoding.remove(forget.utterance());
                        if (outdated != null) {
                            outdated.cancel();
                        }
                    }
                }
            }
        }

        private void decode(ListeningStep.Decode decode) {
            if (desk == null) {
                return;
            }
            int utterance = decode.utterance();
            int attempt = decode.attempt();
            Future<?> future = desk.submit(
                    Sound.ofMuLaw(decode.mulaw()),
                    heard -> answered(decode, () -> listening.heard(utterance, attempt, heard, nowMs.getAsLong())),
                    trouble ->
                            answered(decode, () -> listening.failed(utterance, attempt, trouble, nowMs.getAsLong())));
            decoding.put(utterance, new Work(attempt, future));
        }

        private synchronized void answered(ListeningStep.Decode decode, Supplier<List<ListeningStep>> answer) {
            decoding.computeIfPresent(
                    decode.utterance(), (utterance, work) -> work.attempt() == decode.attempt() ? null : work);
            run(answer.get());
        }
    }

    private record Work(int attempt, Future<?> future) {
        void cancel() {
            future.cancel(true);
        }
    }
}
