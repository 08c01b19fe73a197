package io.agentlocator.speech.kokoro;

import ai.onnxruntime.OrtException;
import io.agentlocator.events.MuLaw;
import io.agentlocator.speech.roles.EngineFailure;
import io.agentlocator.speech.roles.FailureKind;
import io.agentlocator.speech.roles.SpeechSynthesizer;
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

/** Hebrew by Kokoro, clause by clause. A limited number of clauses is synthesised at once; the others queue. */
final class KokoroSynthesizer implements SpeechSynthesizer, AutoCloseable {

    /** 100 ms between clauses: the model trims its own silence. */
    private static final byte[] PAUSE = silence(100);

    private static final long QUEUE_SECONDS = 8;

    private final Kokoro kokoro;
    private final HebrewPhonemes phonemes;
    private final KokoroVendor.Settings settings;
    private final Semaphore places;

    private KokoroSynthesizer(Kokoro kokoro, KokoroVendor.Settings settings) {
        this.kokoro = kokoro;
        this.phonemes = HebrewPhonemes.standard();
        this.settings = settings;
        this.places = new Semaphore(settings.atOnce(), true);
    }

    /** Downloads the model if it is not in the cache, and opens it. */
    static KokoroSynthesizer load(ModelCache cache, KokoroVendor.Settings settings)
            throws IOException, InterruptedException {
        try {
            Kokoro kokoro = Kokoro.load(cache.fetch(SpeechModel.KOKORO, FetchProgress.SILENT), settings.threads());
            String voice = settings.voice();
            if (!kokoro.voices().contains(voice)) {
                throw new IllegalArgumentException("no such voice: " + voice + ", there are " + kokoro.voices());
            }
            var synthesizer = new KokoroSynthesizer(kokoro, settings);
            // The first sentence takes longer than all others, so no caller should get it.
            kokoro.speakForTelephone(synthesizer.phonemes.of("שלום"), voice, settings.speed());
            return synthesizer;
        } catch (OrtException e) {
            throw new IOException("the voice cannot be opened: " + e.getMessage(), e);
        }
    }

    @Override
    public String engine() {
        return engine(settings);
    }

    /** The key under which phrases of this voice are cached, whether or not the model is open. */
    static String engine(KokoroVendor.Settings settings) {
        return String.format(Locale.ROOT, "kokoro/%s@%.2f", settings.voice(), settings.speed());
    }

    @Override
    public void speak(String text, SoundSink sink) throws EngineFailure, InterruptedException {
        List<String> clauses = Clauses.of(text);
        for (int i = 0; i < clauses.size(); i++) {
            byte[] mulaw = speak(clauses.get(i));
            boolean pause = i < clauses.size() - 1 && Clauses.endsWithPause(clauses.get(i));
            if (mulaw.length > 0 && (!sink.accept(mulaw) || pause && !sink.accept(PAUSE))) {
                return;
            }
        }
    }

    private byte[] speak(String clause) throws EngineFailure, InterruptedException {
        if (!places.tryAcquire(QUEUE_SECONDS, TimeUnit.SECONDS)) {
            throw new EngineFailure(FailureKind.BUSY, "too many at once");
        }
        try {
            return MuLaw.encode(kokoro.speakForTelephone(phonemes.of(clause), settings.voice(), settings.speed()));
        } catch (OrtException | RuntimeException e) {
            throw new EngineFailure(FailureKind.UNAVAILABLE, String.valueOf(e.getMessage()), e);
        } finally {
            places.release();
        }
    }

    private static byte[] silence(int millis) {
        byte[] silence = new byte[millis * MuLaw.RATE / 1000];
        Arrays.fill(silence, MuLaw.SILENCE);
        return silence;
    }

    @Override
    public void close() {
        try {
            kokoro.close();
        } catch (OrtException ignored) {
            // The model is not used any more.
        }
    }
}
