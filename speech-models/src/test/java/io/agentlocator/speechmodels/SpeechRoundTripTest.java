package io.agentlocator.speechmodels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.agentlocator.speechmodels.cache.FetchProgress;
import io.agentlocator.speechmodels.cache.ModelCache;
import io.agentlocator.speechmodels.cache.ModelUnavailable;
import io.agentlocator.speechmodels.cache.SpeechModel;
import io.agentlocator.speechmodels.hebrew.HebrewPhonemes;
import io.agentlocator.speechmodels.kokoro.Kokoro;
import io.agentlocator.speechmodels.silero.Silero;
import io.agentlocator.speechmodels.whisper.Whisper;
import io.agentlocator.testbed.hebrew.PhoneticFold;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The real models: synthesis, the telephone's encoding, then voice activity and recognition. */
class SpeechRoundTripTest {

    private static final String BIAS = "דירה, תל אביב, חדרים, מיליון שקל, תקציב";
    private static final HebrewPhonemes PHONEMES = HebrewPhonemes.standard();
    private static final List<String> PHRASES = List.of(
            "דירה",
            "תל אביב",
            "שלושה חדרים",
            "שני מיליון שקל",
            "כן",
            "לא",
            "רמת גן",
            "משרד",
            "ארבעה חדרים",
            "אני מחפש דירה בתל אביב");

    private static Kokoro kokoro;
    private static Whisper whisper;
    private static Silero silero;

    @BeforeAll
    static void load() throws Exception {
        kokoro = Kokoro.load(model(SpeechModel.KOKORO), 2);
        whisper = Whisper.load(model(SpeechModel.WHISPER_BASE), 2);
        silero = Silero.load(model(SpeechModel.SILERO));
    }

    private static Path model(SpeechModel model) throws InterruptedException {
        try {
            return ModelCache.standard().fetch(model, FetchProgress.SILENT);
        } catch (ModelUnavailable failure) {
            Assumptions.abort("Tests with real speech are skipped: " + failure.getMessage());
            throw new AssertionError(failure);
        }
    }

    @AfterAll
    static void close() throws Exception {
        for (AutoCloseable open : new AutoCloseable[] {kokoro, whisper, silero}) {
            if (open != null) {
                open.close();
            }
        }
    }

    private static short[] caller(String text) throws Exception {
        return Telephone.line(kokoro.speakForTelephone(PHONEMES.of(text), Kokoro.CALLER_VOICE, 1));
    }

    private static Recognised hear(short[] pcm) throws Exception {
        return whisper.transcribe(pcm, Kokoro.TELEPHONE_RATE, BIAS);
    }

    @Test
    void aSentenceIsHeardAsItWasSaid() throws Exception {
        String said = "אני מחפש דירה בתל אביב";

        Recognised heard = hear(caller(said));

        assertThat(PhoneticFold.distance(said, heard.text())).as(heard.text()).isLessThan(0.15);
        assertThat(heard.understood()).isTrue();
        assertThat(heard.confidence()).isBetween(0.4, 1.0);
        assertThat(heard.toString()).doesNotContain(heard.text());
    }

    @ParameterizedTest
    @ValueSource(strings = {"דירה", "תל אביב", "שלושה חדרים", "שני מיליון שקל", "כן", "רמת גן"})
    void aShortAnswerIsFoundAmongThosePossible(String said) throws Exception {
        Recognised heard = hear(caller(said));

        assertThat(PhoneticFold.bestMatch(heard.text(), PHRASES))
                .as(heard.text())
                .hasValueSatisfying(match -> assertThat(match.phrase()).isEqualTo(said));
    }

    @Test
    void theAgentsVoiceIsUnderstoodToo() throws Exception {
        String said = "שלום, איך אפשר לעזור?";
        short[] sound = Telephone.line(kokoro.speakForTelephone(PHONEMES.of(said), Kokoro.AGENT_VOICE, 1));

        assertThat(PhoneticFold.distance(said, hear(sound).text())).isLessThan(0.35);
        assertThat(sound.length / (double) Kokoro.TELEPHONE_RATE).isBetween(1.0, 3.0);
    }

    @Test
    void severalAreHeardAtOnceAsOneByOne() throws Exception {
        short[] sound = caller("שלושה חדרים ברמת גן");
        String alone = hear(sound).text();
        try (ExecutorService threads = Executors.newFixedThreadPool(3)) {
            List<Future<Recognised>> heard = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                heard.add(threads.submit(() -> hear(sound)));
            }
            for (Future<Recognised> one : heard) {
                assertThat(one.get().text()).isEqualTo(alone);
            }
        }
    }

    @Test
    void longSoundIsHeardToItsEnd() throws Exception {
        short[] sentence = caller("אני מחפש דירה בתל אביב");
        short[] last = caller("שלושה חדרים");
        int pause = Kokoro.TELEPHONE_RATE / 2;
        int times = 14;
        short[] all = new short[times * (sentence.length + pause) + last.length];
        for (int i = 0; i < times; i++) {
            System.arraycopy(sentence, 0, all, i * (sentence.length + pause), sentence.length);
        }
        System.arraycopy(last, 0, all, all.length - last.length, last.length);
        assertThat(all.length / Kokoro.TELEPHONE_RATE).isGreaterThan(30);

        Recognised heard = hear(all);

        String text = heard.text();
        assertThat(text).contains("אביב");
        assertThat(PhoneticFold.distance(text.substring(text.length() - 11), "שלושה חדרים"))
                .as(text)
                .isLessThan(0.4);
    }

    @Test
    void nonsenseEndsSoonAndIsNotUnderstood() throws Exception {
        Random random = new Random(7);
        short[] noise = new short[5 * Kokoro.TELEPHONE_RATE];
        for (int i = 0; i < noise.length; i++) {
            noise[i] = (short) (random.nextGaussian() * 1500);
        }

        Recognised heard = hear(Telephone.line(noise));

        assertThat(heard.tokens()).isLessThan(150);
        assertThat(heard.understood()).as(heard.toString()).isFalse();
    }

    @Test
    void voiceActivityTellsSpeechFromNoiseAndSilence() throws Exception {
        short[] speech = caller("אני מחפש דירה בתל אביב עם שלושה חדרים");
        Random random = new Random(3);
        short[] noise = new short[speech.length];
        for (int i = 0; i < noise.length; i++) {
            noise[i] = (short) (random.nextGaussian() * 300);
        }

        assertThat(shareOfSpeech(speech)).isGreaterThan(0.7);
        assertThat(shareOfSpeech(Telephone.line(noise))).isLessThan(0.05);
        assertThat(shareOfSpeech(new short[speech.length])).isZero();
    }

    @Test
    void streamsJudgedTogetherAreJudgedAsAlone() throws Exception {
        short[] speech = caller("שלושה חדרים");
        short[] silence = new short[speech.length];
        Silero.State aloneState = new Silero.State();
        List<Silero.State> states = List.of(new Silero.State(), new Silero.State());
        for (int at = 0; at + Silero.FRAME_SAMPLES <= speech.length; at += Silero.FRAME_SAMPLES) {
            float alone = silero.probability(aloneState, frame(speech, at));
            float[] together = silero.probabilities(states, List.of(frame(silence, at), frame(speech, at)));
            assertThat(together[1]).isCloseTo(alone, org.assertj.core.api.Assertions.within(1e-3f));
        }
    }

    private static double shareOfSpeech(short[] sound) throws Exception {
        Silero.State state = new Silero.State();
        int frames = 0;
        int speaking = 0;
        for (int at = 0; at + Silero.FRAME_SAMPLES <= sound.length; at += Silero.FRAME_SAMPLES) {
            frames++;
            if (silero.probability(state, frame(sound, at)) > 0.5) {
                speaking++;
            }
        }
        return (double) speaking / frames;
    }

    private static short[] frame(short[] sound, int at) {
        return java.util.Arrays.copyOfRange(sound, at, at + Silero.FRAME_SAMPLES);
    }

    @Test
    void refusesWhatItCannotDo() {
        assertThatThrownBy(() -> kokoro.speak("ʃalˈom", "nobody", 1)).hasMessageContaining("ef_dora");
        assertThatThrownBy(() -> kokoro.speak("ʃalˈom", Kokoro.AGENT_VOICE, 9)).hasMessageContaining("0.5 to 2");
        assertThatThrownBy(() -> whisper.transcribe(new short[800], 44100, "")).hasMessageContaining("44100");
        assertThatThrownBy(() -> silero.probability(new Silero.State(), new short[160]))
                .hasMessageContaining("160");
    }

    @Test
    void nothingToSayIsNoSound() throws Exception {
        assertThat(kokoro.speak("", Kokoro.AGENT_VOICE, 1)).isEmpty();
    }
}
