package io.agentlocator.speech.synthesis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.agentlocator.events.MuLaw;
import io.agentlocator.shell.breaker.Breaker;
import io.agentlocator.speech.roles.EngineFailure;
import io.agentlocator.speech.roles.FailureKind;
import io.agentlocator.speech.roles.FakeEngineObserver;
import io.agentlocator.speech.roles.PhraseCache;
import io.agentlocator.speech.roles.SpeechSynthesizer;
import io.agentlocator.speech.roles.TestBreakers;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class VoiceChainTest {

    private static final byte LOUD = MuLaw.encode((short) 8000);
    private static final byte[] APOLOGY = sound(160, MuLaw.encode((short) 9000));

    private static final byte[] HOLD = sound(240, MuLaw.encode((short) 7000));

    private final FakeEngineObserver observer = new FakeEngineObserver();
    private final Map<SpeechSynthesizer, Breaker> breakers = new HashMap<>();
    private final Map<String, byte[]> cached = new HashMap<>();
    private final ByteArrayOutputStream heard = new ByteArrayOutputStream();

    /** Runs one play after another, and repeats the last one. */
    private static final class FakeVoice implements SpeechSynthesizer {

        interface Play {
            void run(SoundSink sink) throws EngineFailure;
        }

        final String name;
        final List<Play> plays;
        final List<String> texts = new ArrayList<>();

        FakeVoice(String name, Play... plays) {
            this.name = name;
            this.plays = List.of(plays);
        }

        @Override
        public String engine() {
            return name;
        }

        @Override
        public void speak(String text, SoundSink sink) throws EngineFailure {
            texts.add(text);
            plays.get(Math.min(texts.size(), plays.size()) - 1).run(sink);
        }
    }

    private static final FakeVoice.Play SPEAKS = sink -> sink.accept(sound(320, LOUD));
    private static final FakeVoice.Play FAILS = sink -> {
        throw new EngineFailure(FailureKind.UNAVAILABLE, "UNAVAILABLE");
    };
    private static final FakeVoice.Play REFUSES = sink -> {
        throw new EngineFailure(FailureKind.CREDENTIALS, "UNAUTHENTICATED");
    };
    private static final FakeVoice.Play ENDS_WITHOUT_SOUND = sink -> {};
    private static final FakeVoice.Play SENDS_SILENCE = sink -> sink.accept(sound(8000, MuLaw.SILENCE));

    @Test
    void theFirstVoiceSpeaksTheNormalizedText() throws Exception {
        var first = new FakeVoice("a", SPEAKS);
        speak("3 חדרים", first);
        assertThat(first.texts).containsExactly("שלושה חדרים");
        assertThat(heard.size()).isEqualTo(320);
        assertThat(observer.events).containsExactly("took a first-sound", "used a 11.0 characters");
    }

    @Test
    void aVoiceThatFailsIsRetriedOnce() throws Exception {
        speak("שלום", new FakeVoice("a", FAILS, SPEAKS), new FakeVoice("b", SPEAKS));
        assertThat(observer.events)
                .containsExactly("failed a UNAVAILABLE UNAVAILABLE", "took a first-sound", "used a 4.0 characters");
    }

    @Test
    void afterTheRetryTheNextVoiceSpeaks() throws Exception {
        speak("שלום", new FakeVoice("a", FAILS), new FakeVoice("b", SPEAKS));
        assertThat(observer.events)
                .containsExactly(
                        "failed a UNAVAILABLE UNAVAILABLE",
                        "failed a UNAVAILABLE UNAVAILABLE",
                        "took b first-sound",
                        "used b 4.0 characters");
    }

    @Test
    void aRefusalIsNotRetried() throws Exception {
        speak("שלום", new FakeVoice("a", REFUSES), new FakeVoice("b", SPEAKS));
        assertThat(observer.events)
                .containsExactly("failed a CREDENTIALS UNAUTHENTICATED", "took b first-sound", "used b 4.0 characters");
    }

    @Test
    void inaudibleSoundIsAFailure() throws Exception {
        speak("שלום", new FakeVoice("a", ENDS_WITHOUT_SOUND, SENDS_SILENCE), new FakeVoice("b", SPEAKS));
        assertThat(observer.events)
                .containsExactly(
                        "failed a EMPTY no sound",
                        "failed a EMPTY nothing audible in the sound",
                        "took b first-sound",
                        "used b 4.0 characters");
        assertThat(heard.size()).isEqualTo(320);
    }

    @Test
    void withoutAnyVoiceTheApologyIsPlayed() throws Exception {
        speak("שלום", new FakeVoice("a", FAILS), new FakeVoice("b", SENDS_SILENCE));
        assertThat(heard.toByteArray()).isEqualTo(APOLOGY);
        assertThat(cached).isEmpty();
    }

    @Test
    void soundBeforeAFailureIsNotRepeated() throws Exception {
        FakeVoice.Play breaksOff = sink -> {
            sink.accept(sound(200, LOUD));
            throw new EngineFailure(FailureKind.UNAVAILABLE, "RST_STREAM");
        };
        speak("שלום", new FakeVoice("a", breaksOff, SPEAKS));
        assertThat(heard.size()).isEqualTo(320);
    }

    @Test
    void leadingSilenceIsShortened() throws Exception {
        speak("שלום", new FakeVoice("a", sink -> {
            sink.accept(sound(4000, MuLaw.SILENCE));
            sink.accept(sound(320, LOUD));
        }));
        assertThat(heard.size()).isLessThanOrEqualTo(320 + 320);
    }

    @Test
    void aSentenceIsSynthesizedOnce() throws Exception {
        var voice = new FakeVoice("a", SPEAKS);
        speak("שלום", voice);
        speak("שלום", voice);
        assertThat(voice.texts).hasSize(1);
        assertThat(heard.size()).isEqualTo(640);
        assertThat(observer.events).containsExactly("took a first-sound", "used a 4.0 characters", "took a cached");
    }

    @Test
    void aSentenceThatWasCutIsNotCached() throws Exception {
        var voice = new FakeVoice("a", SPEAKS);
        voices(voice).speak("שלום", 0, mulaw -> false);
        assertThat(cached).isEmpty();
    }

    @Test
    void aSentenceWithoutWordsIsNotSpoken() throws Exception {
        speak(" … ", new FakeVoice("a", FAILS));
        assertThat(heard.size()).isZero();
        assertThat(observer.events).isEmpty();
    }

    @Test
    void prepareAsksTheFirstVoiceOnly() throws Exception {
        assertThat(voices(new FakeVoice("a", SPEAKS)).prepare("שלום")).isTrue();
        assertThat(voices(new FakeVoice("a", FAILS)).prepare("שלום")).isFalse();
        assertThatThrownBy(() -> voices(new FakeVoice("b", SENDS_SILENCE)).prepare("שלום"))
                .isInstanceOf(EngineFailure.class);
    }

    @Test
    void theBreakerIsSharedByAllCalls() throws Exception {
        var first = new FakeVoice("a", REFUSES);
        var second = new FakeVoice("b", SPEAKS);
        speak("שלום", first, second);
        var spoken = speak("להתראות", first, second);
        assertThat(first.texts).containsExactly("שלום");
        assertThat(spoken.engine()).isEqualTo("b");
        assertThat(spoken.passedOver()).isEqualTo("a is given up for now");
        assertThat(spoken.characters()).isEqualTo(7);
    }

    @Test
    void theCacheIsUsedWhileTheBreakerIsOpen() throws Exception {
        var first = new FakeVoice("a", SPEAKS, REFUSES);
        var second = new FakeVoice("b", SPEAKS);
        speak("שלום", first, second);
        speak("להתראות", first, second);
        var spoken = speak("שלום", first, second);
        assertThat(spoken.engine()).isEqualTo("a");
        assertThat(spoken.characters()).isZero();
    }

    private VoiceChain.Spoken speak(String text, SpeechSynthesizer... links) throws InterruptedException {
        return voices(links).speak(text, 0, mulaw -> {
            heard.writeBytes(mulaw);
            return true;
        });
    }

    private VoiceChain voices(SpeechSynthesizer... links) {
        var cache = new PhraseCache() {
            @Override
            public Optional<byte[]> find(String voice, String text) {
                return Optional.ofNullable(cached.get(voice + text));
            }

            @Override
            public void keep(String voice, String text, byte[] mulaw) {
                cached.put(voice + text, mulaw);
            }
        };
        return new VoiceChain(
                Arrays.stream(links)
                        .map(voice -> new VoiceChain.Link(
                                voice,
                                breakers.computeIfAbsent(voice, some -> TestBreakers.onClock(VoiceChainTest::nowMs))))
                        .toList(),
                cache,
                text -> text.replace("3", "שלושה"),
                new VoiceChain.Recorded(HOLD, APOLOGY),
                observer,
                VoiceChainTest::nowMs);
    }

    private static long nowMs() {
        return System.nanoTime() / 1_000_000;
    }

    private static byte[] sound(int length, byte sample) {
        byte[] sound = new byte[length];
        Arrays.fill(sound, sample);
        return sound;
    }
}
