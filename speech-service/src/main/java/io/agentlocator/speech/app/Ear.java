package io.agentlocator.speech.app;

import io.agentlocator.events.CallerAudio;
import io.agentlocator.events.MuLaw;
import io.agentlocator.events.Transcript;
import io.agentlocator.speech.Listening;
import io.agentlocator.speech.ListeningStep;
import io.agentlocator.speech.RecognitionTrouble;
import io.agentlocator.speech.RecognizerLadder;
import io.agentlocator.speech.Sound;
import io.agentlocator.speech.StreamingRecognizer;
import io.agentlocator.speech.VendorWatch;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Hears one stream of one call: feeds {@link Listening} and does what it wants done. Words come from any thread. */
final class Ear implements StreamingRecognizer.Hearing {

    /** What all ears have in common. */
    record World(
            Listening.Settings settings,
            @Nullable StreamingRecognizer live,
            Decoding decoding,
            Consumer<Transcript> tell,
            VendorWatch watch,
            LongSupplier nowMs) {}

    final String callSid;
    final String streamSid;
    long lastSoundMs;
    long leftMs;

    private final World world;
    private final Listening listening;
    private final Map<Integer, Work> decoding = new HashMap<>();

    /** Sound given to engines, in milliseconds, that was not told yet. */
    private final Map<String, Long> given = new TreeMap<>();

    private StreamingRecognizer.@Nullable Live stream;
    private boolean closed;

    /** @param utterances how many utterances of the call have been told already */
    Ear(World world, String callSid, String streamSid, int utterances) {
        this.world = world;
        this.callSid = callSid;
        this.streamSid = streamSid;
        this.listening = new Listening(callSid, world.settings(), utterances);
        this.lastSoundMs = world.nowMs().getAsLong();
    }

    void openLive() {
        if (world.live() != null) {
            stream = world.live().open(callSid, this);
        }
    }

    void chunk(CallerAudio.Chunk chunk) {
        lastSoundMs = world.nowMs().getAsLong();
        if (stream != null) {
            stream.audio(chunk.mulaw(), chunk.offsetMs(), chunk.speaking());
        }
        synchronized (this) {
            run(listening.chunk(chunk, lastSoundMs));
        }
    }

    void takeOver(List<CallerAudio.Chunk> past, int told, long toldUntilMs, boolean goesOn) {
        long now = world.nowMs().getAsLong();
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
        leftMs = world.nowMs().getAsLong();
        synchronized (this) {
            run(listening.ended(leftMs));
        }
    }

    synchronized void tick() {
        if (!listening.idle()) {
            run(listening.tick(world.nowMs().getAsLong()));
        }
    }

    synchronized int utterances() {
        return listening.utterances();
    }

    synchronized boolean idle() {
        return listening.idle();
    }

    /** Lets go of the stream, and tells what hearing it took. */
    boolean close() {
        StreamingRecognizer.Live open;
        Map<String, Long> heard;
        synchronized (this) {
            if (closed) {
                return true;
            }
            closed = true;
            open = stream;
            stream = null;
            decoding.values().forEach(Work::cancel);
            decoding.clear();
            heard = new TreeMap<>(given);
        }
        if (open != null && world.live() != null) {
            String engine = world.live().engine();
            long ms = open.givenMs();
            open.close();
            heard.merge(engine, ms, Long::sum);
            world.watch().used(engine, "seconds", ms / 1000.0);
        }
        heard.forEach((engine, ms) -> {
            if (ms > 0) {
                world.tell().accept(new Transcript.Listened(callSid, engine, ms));
            }
        });
        return true;
    }

    @Override
    public synchronized void words(String text, boolean settled, double confidence, long endMs) {
        run(listening.words(text, settled, confidence, endMs, world.nowMs().getAsLong()));
    }

    @Override
    public synchronized void trouble(RecognitionTrouble trouble) {
        run(listening.trouble(trouble, world.nowMs().getAsLong()));
    }

    private void run(List<ListeningStep> steps) {
        if (closed) {
            return;
        }
        for (ListeningStep step : steps) {
            switch (step) {
                case ListeningStep.Tell told -> world.tell().accept(told.transcript());
                case ListeningStep.Decode decode -> decode(decode);
                case ListeningStep.Forget forget -> {
                    Work outdated = decoding.remove(forget.utterance());
                    if (outdated != null) {
                        outdated.cancel();
                    }
                }
                case ListeningStep.Switch other ->
                    world.watch().switched("recognizer", other.from(), other.to(), other.cause(), callSid);
            }
        }
    }

    private void decode(ListeningStep.Decode decode) {
        int utterance = decode.utterance();
        int attempt = decode.attempt();
        Future<?> future = world.decoding()
                .submit(
                        Sound.ofMuLaw(decode.mulaw()),
                        answer -> answered(decode, () -> heard(decode, answer)),
                        trouble -> answered(decode, () -> listening.failed(utterance, attempt, trouble, now())));
        decoding.put(utterance, new Work(attempt, future));
    }

    private List<ListeningStep> heard(ListeningStep.Decode decode, RecognizerLadder.Answer answer) {
        given.merge(answer.engine(), MuLaw.millis(decode.mulaw().length), Long::sum);
        return listening.heard(decode.utterance(), decode.attempt(), answer, now());
    }

    private long now() {
        return world.nowMs().getAsLong();
    }

    private synchronized void answered(ListeningStep.Decode decode, Supplier<List<ListeningStep>> answer) {
        if (closed) {
            return;
        }
        decoding.computeIfPresent(
                decode.utterance(), (utterance, work) -> work.attempt() == decode.attempt() ? null : work);
        run(answer.get());
    }

    private record Work(int attempt, Future<?> future) {
        void cancel() {
            future.cancel(true);
        }
    }
}
