package io.agentlocator.speech.synthesis;

import io.agentlocator.shell.breaker.Breaker;
import io.agentlocator.speech.roles.EngineFailure;
import io.agentlocator.speech.roles.EngineObserver;
import io.agentlocator.speech.roles.FailureKind;
import io.agentlocator.speech.roles.PhraseCache;
import io.agentlocator.speech.roles.SpeechSynthesizer;
import io.agentlocator.speech.roles.SpeechSynthesizer.SoundSink;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;

/**
 * The voices of the agent, best first. {@link HedgedSynthesis} decides which one speaks a sentence; behind the last one stands
 * recorded sound, so the caller always hears something. Inaudible sound counts as a failure. Safe for all threads.
 */
public final class VoiceChain {

    /** A voice and its breaker, which all calls share. */
    public record Link(SpeechSynthesizer voice, Breaker breaker) {}

    /**
     * 8 kHz μ-law that needs no engine.
     *
     * @param hold asks the caller to wait
     * @param apology says that something is wrong
     */
    public record Recorded(byte[] hold, byte[] apology) {}

    /**
     * How a sentence was spoken.
     *
     * @param engine whose voice it was; empty for recorded sound, and if there was nothing to say
     * @param characters characters that the engine was asked to speak; 0 if the sound came from the cache
     * @param soundMs length of the sound
     * @param firstSoundMs from the call of {@link #speak} to the first sound; -1 if there was none
     * @param passedOver why better voices did not speak; empty if the first one did
     */
    public record Spoken(String engine, int characters, long soundMs, long firstSoundMs, String passedOver) {
        static final Spoken NOTHING = new Spoken("", 0, 0, -1, "");
    }

    final List<Link> links;
    final PhraseCache cache;
    final Recorded recorded;
    final EngineObserver observer;
    final LongSupplier nowMs;

    private final UnaryOperator<String> normalizer;
    private final AtomicInteger speaking = new AtomicInteger();

    /**
     * @param normalizer writes a sentence the way it is spoken, without digits and abbreviations; never fails
     * @param nowMs monotonic
     */
    public VoiceChain(
            List<Link> links,
            PhraseCache cache,
            UnaryOperator<String> normalizer,
            Recorded recorded,
            EngineObserver observer,
            LongSupplier nowMs) {
        if (links.isEmpty()) {
            throw new IllegalArgumentException("a chain needs at least one voice");
        }
        this.links = List.copyOf(links);
        this.cache = cache;
        this.normalizer = normalizer;
        this.recorded = recorded;
        this.observer = observer;
        this.nowMs = nowMs;
    }

    /**
     * Speaks a sentence. Returns when the sink has received all of it, or wants no more.
     *
     * @param coveredMs milliseconds of earlier sound that the caller has still to hear; until then silence costs nothing
     * @throws InterruptedException if the sound is not wanted any more
     */
    public Spoken speak(String text, long coveredMs, SoundSink sink) throws InterruptedException {
        String speakable = normalizer.apply(text);
        if (speakable.codePoints().noneMatch(Character::isLetterOrDigit)) {
            return Spoken.NOTHING;
        }
        speaking.incrementAndGet();
        try {
            return new SentenceSynthesis(this, speakable, coveredMs, sink).speak();
        } finally {
            speaking.decrementAndGet();
        }
    }

    /** Whether a sentence of any call is being spoken. */
    public boolean busy() {
        return speaking.get() > 0;
    }

    public List<Link> links() {
        return links;
    }

    /** The voice that is asked first. */
    public String engine() {
        return links.getFirst().voice().engine();
    }

    /** Makes sure that the cache has a sentence in the first voice. @return whether an engine had to speak it */
    public boolean prepare(String text) throws EngineFailure, InterruptedException {
        SpeechSynthesizer voice = links.getFirst().voice();
        String speakable = normalizer.apply(text);
        if (cache.find(voice.cacheKey(), speakable).isPresent()) {
            return false;
        }
        var audio = new AttemptAudio(0);
        voice.speak(speakable, mulaw -> {
            audio.add(mulaw);
            return true;
        });
        if (!audio.audible()) {
            throw new EngineFailure(FailureKind.EMPTY, audio.fault());
        }
        observer.used(voice.engine(), "characters", speakable.length());
        cache.keep(voice.cacheKey(), speakable, audio.all());
        return true;
    }
}
