package io.agentlocator.speechmodels.kokoro;

import ai.onnxruntime.OrtException;
import io.agentlocator.speechmodels.Resampler;
import io.agentlocator.speechmodels.Samples;
import io.agentlocator.speechmodels.WavFile;
import io.agentlocator.speechmodels.cache.FetchProgress;
import io.agentlocator.speechmodels.cache.ModelCache;
import io.agentlocator.speechmodels.cache.SpeechModel;
import io.agentlocator.speechmodels.hebrew.HebrewPhonemes;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;

/**
 * Command line that speaks a Hebrew text into a WAV file: {@code SpeakToFile TEXT VOICE FILE.wav [RATE [SPEED]]}, rate
 * 8000 or 24000 (the default).
 */
public final class SpeakToFile {

    private static final double DEFAULT_SPEED = 1.0;

    private SpeakToFile() {}

    /** See the class. */
    public static void main(String[] arguments) throws IOException, InterruptedException, OrtException {
        if (arguments.length < 3) {
            System.err.println("SpeakToFile TEXT VOICE FILE.wav [8000|24000 [SPEED]]");
            System.exit(2);
        }
        int rate = arguments.length > 3 ? Integer.parseInt(arguments[3]) : Kokoro.SAMPLE_RATE;
        double speed = arguments.length > 4 ? Double.parseDouble(arguments[4]) : DEFAULT_SPEED;
        String phonemes = HebrewPhonemes.standard().of(arguments[0]);
        Path model = ModelCache.standard().fetch(SpeechModel.KOKORO, FetchProgress.SILENT);
        try (Kokoro kokoro = Kokoro.load(model, Runtime.getRuntime().availableProcessors())) {
            float[] sound = kokoro.speak(phonemes, arguments[1], speed);
            short[] pcm =
                    Samples.toShorts(Resampler.between(Kokoro.SAMPLE_RATE, rate).apply(sound));
            WavFile.write(Path.of(arguments[2]), pcm, rate);
            System.out.println(phonemes);
            System.out.println(String.format(Locale.ROOT, "%.2f s", (double) pcm.length / rate));
        }
    }
}
