package io.agentlocator.speech;

import io.agentlocator.events.MuLaw;
import io.agentlocator.speech.SpeechSynthesizer.SoundSink;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A ladder of voices, as {@link VoiceRace} climbs it; behind the last stands sound that was recorded beforehand, so that the
 * caller always hears something. Sound that cannot be heard counts as a failure. Safe for all threads.
 */
public final class Voices {

    /** Longer sentences are not worth keeping: nobody says them twice. */
    private static final int LONGEST_KEPT = 400;

    /** A long sentence comes in a few hundred pieces; a voice that is faster waits. */
    private static final int MOST_PIECES = 512;

    /** A voice, and what all calls know of its health. */
    public record Rung(SpeechSynthesizer voice, Breaker breaker) {}

    /**
     * 8 kHz μ-law that needs nobody.
     *
     * @param hold asks the caller to wait
     * @param apology says that something is wrong
     */
    public record Recorded(byte[] hold, byte[] apology) {}

    /**
     * What became of a sentence.
     *
     * @param engine whose voice it was; empty for recorded sound, and where nothing was to be said
     * @param characters what that engine was asked to speak; 0 where the sound was known
     * @param firstSoundMs from the call to the first sound; -1 where there was none
     * @param passedOver why better voices did not speak; empty when the first one did
     */
    public record Spoken(String engine, int characters, long soundMs, long firstSoundMs, String passedOver) {
        static final Spoken NOTHING = new Spoken("", 0, 0, -1, "");
    }

    private final List<Rung> ladder;
    private final Phrases phrases;
    private final Wording wording;
    private final Recorded recorded;
    private final VendorWatch watch;
    private final LongSupplier nowMs;
    private final AtomicInteger speaking = new AtomicInteger();

    /** @param nowMs monotonic */
    public Voices(
            List<Rung> ladder,
            Phrases phrases,
            Wording wording,
            Recorded recorded,
            VendorWatch watch,
            LongSupplier nowMs) {
        if (ladder.isEmpty()) {
            throw new IllegalArgumentException("somebody must speak");
        }
        this.ladder = List.copyOf(ladder);
        this.phrases = phrases;
        this.wording = wording;
        this.recorded = recorded;
        this.watch = watch;
        this.nowMs = nowMs;
    }

    /**
     * Speaks a sentence as a person would read it. Returns when all sound was given to the sink, or the sink wanted no more.
     *
     * @param coveredMs sound that the caller has still to hear from before: so long nobody misses this sentence
     * @throws InterruptedException when nobody wants the sound any more
     */
    public Spoken speak(String text, long coveredMs, SoundSink sink) throws InterruptedException {
        String speakable = wording.speakable(text);
        if (speakable.codePoints().noneMatch(Character::isLetterOrDigit)) {
            return Spoken.NOTHING;
        }
        speaking.incrementAndGet();
        try {
            return new Sentence(speakable, coveredMs, sink).speak();
        } finally {
            speaking.decrementAndGet();
        }
    }

    /** Whether a sentence is being spoken in some call. */
    public boolean busy() {
        return speaking.get() > 0;
    }

    /** The voice that is asked first. */
    public String engine() {
        return ladder.getFirst().voice().engine();
    }

    /** Makes sure that a sentence is among the phrases of the first voice. @return whether it had to be made */
    public boolean prepare(String text) throws SynthesisFailed, InterruptedException {
        SpeechSynthesizer voice = ladder.getFirst().voice();
        String speakable = wording.speakable(text);
        if (phrases.find(voice.keptAs(), speakable).isPresent()) {
            return false;
        }
        var take = new Take(0);
        voice.speak(speakable, mulaw -> {
            take.sound(mulaw);
            return true;
        });
        if (!take.audible()) {
            throw new SynthesisFailed(FailureKind.EMPTY, take.fault());
        }
        watch.used(voice.engine(), "characters", speakable.length());
        phrases.keep(voice.keptAs(), speakable, take.all());
        return true;
    }

    private sealed interface News {

        int attempt();

        record Sound(int attempt, byte[] mulaw) implements News {}

        record Finished(int attempt) implements News {}

        record Failed(int attempt, SynthesisFailed failure) implements News {}
    }

    /** One sentence on the thread that wants it spoken; each voice that is asked has a thread of its own. */
    private final class Sentence {

        private final String text;
        private final SoundSink sink;
        private final long startMs = nowMs.getAsLong();
        private final BlockingQueue<News> news = new ArrayBlockingQueue<>(MOST_PIECES);
        private final Map<Integer, Thread> asked = new HashMap<>();
        private final VoiceRace race;
        private final StringBuilder passedOver = new StringBuilder();
        private @Nullable String engine;
        private int characters;
        private long soundMs;
        private long firstSoundMs = -1;
        private boolean wanted = true;

        Sentence(String text, long coveredMs, SoundSink sink) {
            this.text = text;
            this.sink = sink;
            this.race = new VoiceRace(ladder.size(), VoiceRace.Patience.OF_A_CALLER, coveredMs, this::mayAsk, startMs);
        }

        Spoken speak() throws InterruptedException {
            try {
                run(race.start(startMs));
                while (!race.over() && wanted) {
                    long waitMs = Math.max(0, race.deadlineMs() - nowMs.getAsLong());
                    News next = news.poll(waitMs, TimeUnit.MILLISECONDS);
                    long now = nowMs.getAsLong();
                    run(
                            switch (next) {
                                case null -> race.tick(now);
                                case News.Sound sound -> race.sound(sound.attempt(), sound.mulaw(), now);
                                case News.Finished finished -> race.finished(finished.attempt(), now);
                                case News.Failed failed -> race.failed(failed.attempt(), failed.failure(), now);
                            });
                }
            } finally {
                asked.values().forEach(Thread::interrupt);
            }
            return new Spoken(engine == null ? "" : engine, characters, soundMs, firstSoundMs, passedOver.toString());
        }

        private boolean mayAsk(int voice) {
            Rung rung = ladder.get(voice);
            boolean known = phrases.find(rung.voice().keptAs(), text).isPresent();
            boolean may = known || rung.breaker().mayAsk(nowMs.getAsLong());
            if (!may) {
                passOver(rung.voice().engine() + " is given up for now");
            }
            return may;
        }

        private void run(List<VoiceRace.Step> steps) {
            for (VoiceRace.Step step : steps) {
                switch (step) {
                    case VoiceRace.Step.Ask ask ->
                        ask(ask.attempt(), ladder.get(ask.voice()).voice());
                    case VoiceRace.Step.Drop drop -> {
                        Thread thread = asked.remove(drop.attempt());
                        if (thread != null) {
                            thread.interrupt();
                        }
                    }
                    case VoiceRace.Step.Give give -> give(give);
                    case VoiceRace.Step.Failed failed -> failed(failed);
                    case VoiceRace.Step.Spoken spoken -> spoken(spoken);
                    case VoiceRace.Step.Hold hold -> giveRecorded(recorded.hold());
                    case VoiceRace.Step.Apologise apologise -> giveRecorded(recorded.apology());
                    case VoiceRace.Step.Over over -> {}
                }
            }
        }

        private void ask(int attempt, SpeechSynthesizer voice) {
            var known = phrases.find(voice.keptAs(), text);
            if (known.isPresent()) {
                news.add(new News.Sound(attempt, known.get()));
                news.add(new News.Finished(attempt));
                characters = 0;
                return;
            }
            characters = text.length();
            asked.put(attempt, Thread.ofVirtual().name("voice").start(() -> speak(attempt, voice)));
        }

        private void speak(int attempt, SpeechSynthesizer voice) {
            try {
                voice.speak(text, mulaw -> tell(new News.Sound(attempt, mulaw)));
                tell(new News.Finished(attempt));
            } catch (SynthesisFailed e) {
                tell(new News.Failed(attempt, e));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (RuntimeException e) {
                tell(new News.Failed(
                        attempt, new SynthesisFailed(FailureKind.UNAVAILABLE, String.valueOf(e.getMessage()), e)));
            }
        }

        private boolean tell(News told) {
            try {
                news.put(told);
                return true;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }

        private void give(VoiceRace.Step.Give give) {
            String voice = ladder.get(give.voice()).voice().engine();
            if (give.first()) {
                firstSoundMs = nowMs.getAsLong() - startMs;
                watch.took(voice, characters == 0 ? "cached" : "first-sound", firstSoundMs);
                if (characters > 0) {
                    watch.used(voice, "characters", characters);
                }
            }
            engine = voice;
            give(give.mulaw());
        }

        private void giveRecorded(byte[] mulaw) {
            race.covered(MuLaw.millis(mulaw.length), nowMs.getAsLong());
            if (firstSoundMs < 0) {
                firstSoundMs = nowMs.getAsLong() - startMs;
            }
            give(mulaw);
        }

        private void give(byte[] mulaw) {
            soundMs += MuLaw.millis(mulaw.length);
            wanted &= sink.accept(mulaw);
        }

        private void failed(VoiceRace.Step.Failed failed) {
            Rung rung = ladder.get(failed.voice());
            String voice = rung.voice().engine();
            passOver(voice + ": " + failed.cause());
            watch.failed(voice, failed.kind(), failed.cause());
            if (!failed.kind().blamesEngine()) {
                return;
            }
            if (failed.kind() == FailureKind.CREDENTIALS) {
                rung.breaker().refused(nowMs.getAsLong());
            } else {
                rung.breaker().failed(nowMs.getAsLong());
            }
        }

        private void spoken(VoiceRace.Step.Spoken spoken) {
            Rung rung = ladder.get(spoken.voice());
            if (characters > 0) {
                rung.breaker().succeeded();
                if (text.length() <= LONGEST_KEPT) {
                    phrases.keep(rung.voice().keptAs(), text, spoken.mulaw());
                }
            }
        }

        private void passOver(String cause) {
            passedOver.append(passedOver.isEmpty() ? "" : "; ").append(cause);
        }
    }
}
