package io.agentlocator.speech.whisper;

import ai.onnxruntime.OrtException;
import io.agentlocator.speech.audio.PcmAudio;
import io.agentlocator.speech.roles.EngineFailure;
import io.agentlocator.speech.roles.FailureKind;
import io.agentlocator.speech.roles.Hallucinations;
import io.agentlocator.speech.roles.RecognitionResult;
import io.agentlocator.speech.roles.UtteranceRecognizer;
import io.agentlocator.speechmodels.Recognised;
import io.agentlocator.speechmodels.Resampler;
import io.agentlocator.speechmodels.Samples;
import io.agentlocator.speechmodels.cache.FetchProgress;
import io.agentlocator.speechmodels.cache.ModelCache;
import io.agentlocator.speechmodels.cache.SpeechModel;
import io.agentlocator.speechmodels.whisper.Whisper;
import java.io.IOException;
import java.util.Set;

/** Hebrew by Whisper. A recognition that has begun ignores interrupts: an utterance takes about a second. */
final class WhisperRecognizer implements UtteranceRecognizer, AutoCloseable {

    private static final int TELEPHONE_RATE = 8000;
    private static final int WHISPER_RATE = 16_000;

    /** Whisper's own default threshold for the probability of no speech. */
    private static final double NO_SPEECH = 0.6;

    /** Shorter sound cannot contain a word. */
    private static final int SHORTEST_MS = 100;

    /** Hallucinations that callers also say; trusted unless Whisper doubts that anybody spoke. */
    private static final Set<String> POSSIBLE_HALLUCINATIONS =
            Set.of("תודה", "תודה רבה", "תודה לכם", "להתראות", "ביי", "אמן");

    /** Measured probability of no speech: below 0.45 and mostly below 0.1 for speech, above 0.8 for noise of any loudness. */
    private static final double SURELY_SPEECH = 0.3;

    private static final Set<String> SHORT_ANSWERS =
            Set.of("כן", "לא", "שלום", "הלו", "תודה", "אוקיי", "בסדר", "נכון", "בטח", "רגע", "מה");

    private static final double DOUBTFUL_SHORT = -2;

    private final Whisper whisper;
    private final String engine;
    private final String promptBias;

    private WhisperRecognizer(Whisper whisper, String engine, String promptBias) {
        this.whisper = whisper;
        this.engine = engine;
        this.promptBias = promptBias;
    }

    /** Downloads the model if it is not in the cache, and opens it. For the parameters see {@link WhisperVendor.Settings}. */
    static WhisperRecognizer load(ModelCache cache, String model, int threads, String promptBias)
            throws IOException, InterruptedException {
        SpeechModel found = SpeechModel.byId(model)
                .filter(some -> some.id().startsWith("whisper-"))
                .orElseThrow(() -> new IllegalArgumentException("no such Whisper model: " + model));
        try {
            Whisper whisper = Whisper.load(cache.fetch(found, FetchProgress.SILENT), threads);
            // The first recognition is several times slower than all others, so no caller should get it.
            whisper.transcribe(new short[TELEPHONE_RATE], TELEPHONE_RATE, promptBias);
            return new WhisperRecognizer(whisper, model, promptBias);
        } catch (OrtException e) {
            throw new IOException("the model " + model + " cannot be opened: " + e.getMessage(), e);
        }
    }

    @Override
    public String engine() {
        return engine;
    }

    @Override
    public RecognitionResult recognize(PcmAudio sound) throws EngineFailure {
        if (sound.millis() < SHORTEST_MS) {
            return RecognitionResult.NOTHING;
        }
        float[] samples = Samples.toFloats(sound.samples());
        boolean asItIs = sound.rate() == TELEPHONE_RATE || sound.rate() == WHISPER_RATE;
        try {
            Recognised recognised = asItIs
                    ? whisper.transcribe(samples, sound.rate(), promptBias)
                    : whisper.transcribe(
                            Resampler.between(sound.rate(), WHISPER_RATE).apply(samples), WHISPER_RATE, promptBias);
            String text = plain(recognised.text());
            return new RecognitionResult(text, recognised.confidence(), trusted(text, recognised));
        } catch (OrtException | RuntimeException e) {
            throw new EngineFailure(FailureKind.UNAVAILABLE, engine + ": " + e.getMessage(), e);
        }
    }

    static boolean trusted(String text, Recognised recognised) {
        if (text.codePoints().noneMatch(Character::isLetterOrDigit) || recognised.noSpeechProbability() > NO_SPEECH) {
            return false;
        }
        String words = text.replaceAll("[^א-ת ]", "").strip();
        boolean surelySpeech = recognised.noSpeechProbability() <= SURELY_SPEECH;
        if (Hallucinations.isOnly(words) || POSSIBLE_HALLUCINATIONS.contains(words) && !surelySpeech) {
            return false;
        }
        if (recognised.averageLogProbability() < Recognised.DOUBTFUL) {
            // One short word gives Whisper little evidence; these are the usual answers of callers.
            return surelySpeech
                    && SHORT_ANSWERS.contains(words)
                    && recognised.averageLogProbability() >= DOUBTFUL_SHORT;
        }
        // A short answer that Whisper repeated in a loop was still recognised well enough.
        return !recognised.looped() || surelySpeech && words.split(" ").length <= 2;
    }

    /** Without the direction marks that Whisper writes between words. */
    static String plain(String text) {
        return text.replaceAll("[\\u200E\\u200F\\u061C\\u202A-\\u202E\\u2066-\\u2069\\uFEFF]", "")
                .replace('\u00A0', ' ')
                .strip();
    }

    @Override
    public void close() {
        try {
            whisper.close();
        } catch (OrtException ignored) {
            // The model is not used any more.
        }
    }
}
