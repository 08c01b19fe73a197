package io.agentlocator.speech.kokoro;

import ai.onnxruntime.OrtException;
import io.agentlocator.events.MuLaw;
import io.agentlocator.speech.FailureKind;
import io.agentlocator.speech.SpeechSynthesizer;
import io.agentlocator.speech.SynthesisFailed;
import io.agentlocator.speechmodels.cache.FetchProgress;
import io.agentlocator.speechmodels.cache.ModelCache;
import io.agentlocator.speechmodels.cache.SpeechModel;
import io.agentlocator.speechmodels.hebrew.HebrewPhonemes;
import io.agentlocator.speechmodels.kokoro.Kokoro;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Hebrew by Kokoro, clause by clause. As many clauses are made at once as the machine can bear; the rest wait in line. */
public final class KokoroSynthesizer implements SpeechSynthesizer, AutoCloseable {

    /** Between clauses: the model cuts its own silence short. 100 ms. */
    private static final byte[] BREATH = silence(100);

    private static final long PATIENCE_SECONDS = 8;

    private final Kokoro kokoro;
    private final HebrewPhonemes phonemes;
    private final String voice;
    private final double speed;
    private final Semaphore atOnce;

    private KokoroSynthesizer(Kokoro kokoro, String voice, double speed, int atOnce) {
        this.kokoro = kokoro;
        this.phonemes = HebrewPhonemes.standard();
        this.voice = voice;
        this.speed = speed;
        this.atOnce = new Semaphore(atOnce, true);
    }

    /**
     * Brings the model when it is not in the cache, and opens it.
     *
     * @param voice one of the model's, e.g. {@code ef_dora}
     * @param speed 0.5 to 2
     * @param threads that one clause may use
     * @param atOnce clauses made at the same time
     */
    public static KokoroSynthesizer load(ModelCache cache, String voice, double speed, int threads, int atOnce)
            throws IOException, InterruptedException {
        try {
            Kokoro kokoro = Kokoro.load(cache.fetch(SpeechModel.KOKORO, FetchProgress.SILENT), threads);
            if (!kokoro.voices().contains(voice)) {
                throw new IllegalArgumentException("no such voice: " + voice + ", there are " + kokoro.voices());
            }
            var synthesizer = new KokoroSynthesizer(kokoro, voice, speed, atOnce);
            // The first sentence is slower than all others; it is not to be a caller's.
            kokoro.speakForTelephone(synthesizer.phonemes.of("שלום"), voice, speed);
            return synthesizer;
        } catch (OrtException e) {
            throw new IOException("the voice cannot be opened: " + e.getMessage(), e);
        }
    }

    @Override
    public String engine() {
        return engine(voice, speed);
    }

    /** The name by which phrases of this voice are known, also where the model itself is not. */
    public static String engine(String voice, double speed) {
        return String.format(Locale.ROOT, "kokoro/%s@%.2f", voice, speed);
    }

    @Override
    public void speak(String text, SoundSink sink) throws SynthesisFailed, InterruptedException {
        List<String> clauses = Clauses.of(text);
        for (int i = 0; i < clauses.size(); i++) {
            byte[] mulaw = speak(clauses.get(i));
            boolean breath = i < clauses.size() - 1 && Clauses.breathes(clauses.get(i));
            if (mulaw.length > 0 && (!sink.accept(mulaw) || breath && !sink.accept(BREATH))) {
                return;
            }
        }
    }

    private byte[] speak(String clause) throws SynthesisFailed, InterruptedException {
        if (!atOnce.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            throw new SynthesisFailed(FailureKind.BUSY, "too many at once");
        }
        try {
            return MuLaw.encode(kokoro.speakForTelephone(phonemes.of(clause), voice, speed));
        } catch (OrtException | RuntimeException e) {
            throw new SynthesisFailed(FailureKind.UNAVAILABLE, String.valueOf(e.getMessage()), e);
        } finally {
            atOnce.release();
        }
    }

    private static byte[] silence(int millis) {
        byte[] silence = new byte[millis * MuLaw.RATE / 1000];
        Arrays.fill(silence, MuLaw.SILENCE);
        return silence;
    }

    @Override
    public void close() throws OrtException {
        kokoro.close();
    }
}
