package io.agentlocator.speech.synthesis;

import io.agentlocator.events.MuLaw;
import io.agentlocator.shell.breaker.Breaker;
import io.agentlocator.speech.roles.EngineFailure;
import io.agentlocator.speech.roles.FailureKind;
import io.agentlocator.speech.roles.SpeechSynthesizer;
import io.agentlocator.speech.roles.SpeechSynthesizer.SoundSink;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Speaks one sentence: performs the steps of {@link HedgedSynthesis} on the calling thread. Each attempt of a voice has a
 * thread of its own.
 */
final class SentenceSynthesis {

    /** Longer sentences are not cached: they are not said twice. */
    private static final int LONGEST_CACHED = 400;

    /** A long sentence comes in a few hundred pieces; a voice that is further ahead waits. */
    private static final int MAX_PIECES = 512;

    /** What a voice's thread reports. */
    private sealed interface Progress {

        int attempt();

        record Piece(int attempt, byte[] mulaw) implements Progress {}

        record Finished(int attempt) implements Progress {}

        record Failed(int attempt, EngineFailure failure) implements Progress {}
    }

    private final VoiceChain chain;
    private final String text;
    private final SoundSink sink;
    private final long startMs;
    private final BlockingQueue<Progress> progress = new ArrayBlockingQueue<>(MAX_PIECES);
    private final Map<Integer, Thread> threads = new HashMap<>();

    /** What the breakers of the asked voices are to learn, by attempt. */
    private final Map<Integer, Breaker.Attempt> unreported = new HashMap<>();

    /** The breaker's permission for the attempt that is about to start; null for a cached sentence. */
    private Breaker.@Nullable Attempt permission;

    private final HedgedSynthesis hedged;
    private final StringBuilder passedOver = new StringBuilder();
    private @Nullable String engine;
    private int characters;
    private long soundMs;
    private long firstSoundMs = -1;
    private boolean wanted = true;

    SentenceSynthesis(VoiceChain chain, String text, long coveredMs, SoundSink sink) {
        this.chain = chain;
        this.text = text;
        this.sink = sink;
        this.startMs = now();
        this.hedged = new HedgedSynthesis(
                chain.links.size(), HedgedSynthesis.Timing.FOR_CALLERS, coveredMs, this::mayAsk, startMs);
    }

    VoiceChain.Spoken speak() throws InterruptedException {
        try {
            run(hedged.start(startMs));
            while (!hedged.over() && wanted) {
                long waitMs = Math.max(0, hedged.deadlineMs() - now());
                Progress next = progress.poll(waitMs, TimeUnit.MILLISECONDS);
                long now = now();
                run(
                        switch (next) {
                            case null -> hedged.tick(now);
                            case Progress.Piece piece -> hedged.sound(piece.attempt(), piece.mulaw(), now);
                            case Progress.Finished finished -> hedged.finished(finished.attempt(), now);
                            case Progress.Failed failed -> hedged.failed(failed.attempt(), failed.failure(), now);
                        });
            }
        } finally {
            threads.values().forEach(Thread::interrupt);
            unreported.values().forEach(Breaker.Attempt::abandoned);
        }
        return new VoiceChain.Spoken(
                engine == null ? "" : engine, characters, soundMs, firstSoundMs, passedOver.toString());
    }

    private boolean mayAsk(int voice) {
        VoiceChain.Link link = chain.links.get(voice);
        if (chain.cache.find(link.voice().cacheKey(), text).isPresent()) {
            permission = null;
            return true;
        }
        permission = link.breaker().attempt();
        if (permission == null) {
            passOver(link.voice().engine() + " is given up for now");
        }
        return permission != null;
    }

    private void run(List<HedgedSynthesis.Step> steps) {
        for (HedgedSynthesis.Step step : steps) {
            switch (step) {
                case HedgedSynthesis.Step.Start start ->
                    start(start.attempt(), chain.links.get(start.voice()).voice());
                case HedgedSynthesis.Step.Stop stop -> {
                    Thread thread = threads.remove(stop.attempt());
                    if (thread != null) {
                        thread.interrupt();
                    }
                }
                case HedgedSynthesis.Step.Deliver deliver -> deliver(deliver);
                case HedgedSynthesis.Step.Failed failed -> failed(failed);
                case HedgedSynthesis.Step.Completed completed -> completed(completed);
                case HedgedSynthesis.Step.PlayHold hold -> playRecorded(chain.recorded.hold());
                case HedgedSynthesis.Step.PlayApology apology -> playRecorded(chain.recorded.apology());
            }
        }
    }

    private void start(int attempt, SpeechSynthesizer voice) {
        var cached = chain.cache.find(voice.cacheKey(), text);
        if (cached.isPresent()) {
            progress.add(new Progress.Piece(attempt, cached.get()));
            progress.add(new Progress.Finished(attempt));
            characters = 0;
            if (permission != null) {
                // The sentence was cached since the breaker was asked.
                permission.abandoned();
            }
            return;
        }
        characters = text.length();
        if (permission != null) {
            unreported.put(attempt, permission);
        }
        threads.put(attempt, Thread.ofVirtual().name("voice").start(() -> ask(attempt, voice)));
    }

    private void ask(int attempt, SpeechSynthesizer voice) {
        try {
            voice.speak(text, mulaw -> report(new Progress.Piece(attempt, mulaw)));
            report(new Progress.Finished(attempt));
        } catch (EngineFailure e) {
            report(new Progress.Failed(attempt, e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            report(new Progress.Failed(
                    attempt, new EngineFailure(FailureKind.UNAVAILABLE, String.valueOf(e.getMessage()), e)));
        }
    }

    private boolean report(Progress next) {
        try {
            progress.put(next);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void deliver(HedgedSynthesis.Step.Deliver deliver) {
        String voice = chain.links.get(deliver.voice()).voice().engine();
        if (deliver.first()) {
            firstSoundMs = now() - startMs;
            chain.observer.took(voice, characters == 0 ? "cached" : "first-sound", firstSoundMs);
            if (characters > 0) {
                chain.observer.used(voice, "characters", characters);
            }
        }
        engine = voice;
        give(deliver.mulaw());
    }

    private void playRecorded(byte[] mulaw) {
        hedged.covered(MuLaw.millis(mulaw.length), now());
        if (firstSoundMs < 0) {
            firstSoundMs = now() - startMs;
        }
        give(mulaw);
    }

    private void give(byte[] mulaw) {
        soundMs += MuLaw.millis(mulaw.length);
        wanted &= sink.accept(mulaw);
    }

    private void failed(HedgedSynthesis.Step.Failed failed) {
        String voice = chain.links.get(failed.voice()).voice().engine();
        passOver(voice + ": " + failed.cause());
        chain.observer.failed(voice, failed.kind(), failed.cause());
        Breaker.Attempt attempt = unreported.remove(failed.attempt());
        if (attempt != null) {
            failed.kind().report(attempt, failed.cause());
        }
    }

    private void completed(HedgedSynthesis.Step.Completed completed) {
        Breaker.Attempt attempt = unreported.remove(completed.attempt());
        if (attempt != null) {
            attempt.succeeded();
            if (text.length() <= LONGEST_CACHED) {
                chain.cache.keep(chain.links.get(completed.voice()).voice().cacheKey(), text, completed.mulaw());
            }
        }
    }

    private void passOver(String cause) {
        passedOver.append(passedOver.isEmpty() ? "" : "; ").append(cause);
    }

    private long now() {
        return chain.nowMs.getAsLong();
    }
}
