package io.agentlocator.speech;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.agentlocator.events.MuLaw;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class VoicesTest {

    private static final byte LOUD = MuLaw.encode((short) 8000);
    private static final byte[] APOLOGY = sound(160, MuLaw.encode((short) 9000));

    private static final byte[] HOLD = sound(240, MuLaw.encode((short) 7000));

    private final RecordedWatch told = new RecordedWatch();
    private final Map<SpeechSynthesizer, Breaker> breakers = new HashMap<>();
    private final Map<String, byte[]> kept = new HashMap<>();
    private final ByteArrayOutputStream heard = new ByteArrayOutputStream();

    /** Does at each call what the next of its plays says; the last goes on for ever. */
    private static final class FakeVoice implements SpeechSynthesizer {

        interface Play {
            void run(SoundSink sink) throws SynthesisFailed;
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
        public void speak(String text, SoundSink sink) throws SynthesisFailed {
            texts.add(text);
            plays.get(Math.min(texts.size(), plays.size()) - 1).run(sink);
        }
    }

    private static final FakeVoice.Play SPEAKS = sink -> sink.accept(sound(320, LOUD));
    private static final FakeVoice.Play FAILS = sink -> {
        throw new SynthesisFailed("UNAVAILABLE", true);
    };
    private static final FakeVoice.Play REFUSES = sink -> {
        throw new SynthesisFailed(FailureKind.CREDENTIALS, "UNAUTHENTICATED");
    };
    private static final FakeVoice.Play GIVES_NOTHING = sink -> {};
    private static final FakeVoice.Play GIVES_SILENCE = sink -> sink.accept(sound(8000, MuLaw.SILENCE));

    @Test
    void theFirstVoiceSpeaksWhatIsWrittenOut() throws Exception {
        var first = new FakeVoice("a", SPEAKS);
        speak("3 חדרים", first);
        assertThat(first.texts).containsExactly("שלושה חדרים");
        assertThat(heard.size()).isEqualTo(320);
        assertThat(told.news).containsExactly("took a first-sound", "used a 11.0 characters");
    }

    @Test
    void aVoiceThatFailsIsAskedOnceMore() throws Exception {
        speak("שלום", new FakeVoice("a", FAILS, SPEAKS), new FakeVoice("b", SPEAKS));
        assertThat(told.news)
                .containsExactly("failed a UNAVAILABLE UNAVAILABLE", "took a first-sound", "used a 4.0 characters");
    }

    @Test
    void thenTheNextVoiceSpeaks() throws Exception {
        speak("שלום", new FakeVoice("a", FAILS), new FakeVoice("b", SPEAKS));
        assertThat(told.news)
                .containsExactly(
                        "failed a UNAVAILABLE UNAVAILABLE",
                        "failed a UNAVAILABLE UNAVAILABLE",
                        "took b first-sound",
                        "used b 4.0 characters");
    }

    @Test
    void aRefusalIsNotAskedTwice() throws Exception {
        speak("שלום", new FakeVoice("a", REFUSES), new FakeVoice("b", SPEAKS));
        assertThat(told.news)
                .containsExactly("failed a CREDENTIALS UNAUTHENTICATED", "took b first-sound", "used b 4.0 characters");
    }

    @Test
    void soundThatCannotBeHeardIsAFailure() throws Exception {
        speak("שלום", new FakeVoice("a", GIVES_NOTHING, GIVES_SILENCE), new FakeVoice("b", SPEAKS));
        assertThat(told.news)
                .containsExactly(
                        "failed a EMPTY no sound",
                        "failed a EMPTY nothing audible in the sound",
                        "took b first-sound",
                        "used b 4.0 characters");
        assertThat(heard.size()).isEqualTo(320);
    }

    @Test
    void whenNobodyCanSpeakTheCallerHearsTheApology() throws Exception {
        speak("שלום", new FakeVoice("a", FAILS), new FakeVoice("b", GIVES_SILENCE));
        assertThat(heard.toByteArray()).isEqualTo(APOLOGY);
        assertThat(kept).isEmpty();
    }

    @Test
    void whatWasHeardBeforeAFailureIsNotHeardTwice() throws Exception {
        FakeVoice.Play breaksOff = sink -> {
            sink.accept(sound(200, LOUD));
            throw new SynthesisFailed("RST_STREAM", true);
        };
        speak("שלום", new FakeVoice("a", breaksOff, SPEAKS));
        assertThat(heard.size()).isEqualTo(320);
    }

    @Test
    void longSilenceInFrontIsShortened() throws Exception {
        speak("שלום", new FakeVoice("a", sink -> {
            sink.accept(sound(4000, MuLaw.SILENCE));
            sink.accept(sound(320, LOUD));
        }));
        assertThat(heard.size()).isLessThanOrEqualTo(320 + 320);
    }

    @Test
    void aSentenceIsMadeOnce() throws Exception {
        var voice = new FakeVoice("a", SPEAKS);
        speak("שלום", voice);
        speak("שלום", voice);
        assertThat(voice.texts).hasSize(1);
        assertThat(heard.size()).isEqualTo(640);
        assertThat(told.news).containsExactly("took a first-sound", "used a 4.0 characters", "took a cached");
    }

    @Test
    void aSentenceThatWasCutIsNotKept() throws Exception {
        var voice = new FakeVoice("a", SPEAKS);
        voices(voice).speak("שלום", 0, mulaw -> false);
        assertThat(kept).isEmpty();
    }

    @Test
    void aSentenceWithoutWordsIsSilence() throws Exception {
        speak(" … ", new FakeVoice("a", FAILS));
        assertThat(heard.size()).isZero();
        assertThat(told.news).isEmpty();
    }

    @Test
    void preparingFailsWhereSpeakingWouldGoOn() throws Exception {
        assertThat(voices(new FakeVoice("a", SPEAKS)).prepare("שלום")).isTrue();
        assertThat(voices(new FakeVoice("a", FAILS)).prepare("שלום")).isFalse();
        assertThatThrownBy(() -> voices(new FakeVoice("b", GIVES_SILENCE)).prepare("שלום"))
                .isInstanceOf(SynthesisFailed.class);
    }

    @Test
    void aVoiceThatFailsForOneCallIsNotAskedForTheNext() throws Exception {
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
    void aVoiceThatWasGivenUpStillSaysWhatItSaidBefore() throws Exception {
        var first = new FakeVoice("a", SPEAKS, REFUSES);
        var second = new FakeVoice("b", SPEAKS);
        speak("שלום", first, second);
        speak("להתראות", first, second);
        var spoken = speak("שלום", first, second);
        assertThat(spoken.engine()).isEqualTo("a");
        assertThat(spoken.characters()).isZero();
    }

    private Voices.Spoken speak(String text, SpeechSynthesizer... ladder) throws InterruptedException {
        return voices(ladder).speak(text, 0, mulaw -> {
            heard.writeBytes(mulaw);
            return true;
        });
    }

    private Voices voices(SpeechSynthesizer... ladder) {
        var phrases = new Phrases() {
            @Override
            public Optional<byte[]> find(String engine, String text) {
                return Optional.ofNullable(kept.get(engine + text));
            }

            @Override
            public void keep(String engine, String text, byte[] mulaw) {
                kept.put(engine + text, mulaw);
            }
        };
        return new Voices(
                Arrays.stream(ladder)
                        .map(voice -> new Voices.Rung(
                                voice, breakers.computeIfAbsent(voice, some -> new Breaker(1, new Random(1)))))
                        .toList(),
                phrases,
                text -> text.replace("3", "שלושה"),
                new Voices.Recorded(HOLD, APOLOGY),
                told,
                () -> System.nanoTime() / 1_000_000);
    }

    private static byte[] sound(int length, byte sample) {
        byte[] sound = new byte[length];
        Arrays.fill(sound, sample);
        return sound;
    }
}
