package io.agentlocator.speech.whisper;

import ai.onnxruntime.OrtException;
import io.agentlocator.speech.FilmTalk;
import io.agentlocator.speech.Heard;
import io.agentlocator.speech.RecognitionTrouble;
import io.agentlocator.speech.Sound;
import io.agentlocator.speech.UtteranceRecognizer;
import io.agentlocator.speechmodels.Recognised;
import io.agentlocator.speechmodels.Resampler;
import io.agentlocator.speechmodels.Samples;
import io.agentlocator.speechmodels.cache.FetchProgress;
import io.agentlocator.speechmodels.cache.ModelCache;
import io.agentlocator.speechmodels.cache.SpeechModel;
import io.agentlocator.speechmodels.whisper.Whisper;
import java.io.IOException;
import java.util.Set;

/** Hebrew by Whisper. Work that has begun is not interrupted: an utterance takes about a second. */
public final class WhisperRecognizer implements UtteranceRecognizer, AutoCloseable {

    private static final int TELEPHONE = 8000;
    private static final int WIDE = 16_000;

    /** Above this Whisper itself holds it that nobody spoke. */
    private static final double NOBODY = 0.6;

    /** Nothing that can be said in so little sound: 100 ms. */
    private static final int SHORTEST_MS = 100;

    /** Said to an agent as well; believed unless Whisper doubts that anybody spoke. */
    private static final Set<String> MAYBE_FILM_TALK = Set.of("תודה", "תודה רבה", "תודה לכם", "להתראות", "ביי", "אמן");

    /** Speech, however short, was measured below 0.45 and mostly below 0.1; noise of any loudness above 0.8. */
    private static final double HARDLY_ANYBODY = 0.3;

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

    /**
     * Brings the model when it is not in the cache, and opens it.
     *
     * @param model {@code whisper-tiny}, {@code whisper-base} or {@code whisper-small}
     * @param threads that one recognition may use
     * @param promptBias words that are likely to be said, separated by commas
     */
    public static WhisperRecognizer load(ModelCache cache, String model, int threads, String promptBias)
            throws IOException, InterruptedException {
        SpeechModel found = SpeechModel.byId(model)
                .filter(some -> some.id().startsWith("whisper-"))
                .orElseThrow(() -> new IllegalArgumentException("no such Whisper model: " + model));
        try {
            Whisper whisper = Whisper.load(cache.fetch(found, FetchProgress.SILENT), threads);
            // The first recognition is several times slower than all others; it is not to be a caller's.
            whisper.transcribe(new short[TELEPHONE], TELEPHONE, promptBias);
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
    public Heard recognize(Sound sound) throws RecognitionTrouble {
        if (sound.millis() < SHORTEST_MS) {
            return Heard.NOTHING;
        }
        float[] samples = Samples.toFloats(sound.samples());
        boolean asItIs = sound.rate() == TELEPHONE || sound.rate() == WIDE;
        try {
            Recognised recognised = asItIs
                    ? whisper.transcribe(samples, sound.rate(), promptBias)
                    : whisper.transcribe(Resampler.between(sound.rate(), WIDE).apply(samples), WIDE, promptBias);
            String text = plain(recognised.text());
            return new Heard(text, recognised.confidence(), trusted(text, recognised));
        } catch (OrtException | RuntimeException e) {
            throw new RecognitionTrouble(engine + ": " + e.getMessage(), true, e);
        }
    }

    static boolean trusted(String text, Recognised recognised) {
        if (text.codePoints().noneMatch(Character::isLetterOrDigit) || recognised.noSpeechProbability() > NOBODY) {
            return false;
        }
        String words = text.replaceAll("[^א-ת ]", "").strip();
        boolean surelySomebody = recognised.noSpeechProbability() <= HARDLY_ANYBODY;
        if (FilmTalk.isAllOf(words) || MAYBE_FILM_TALK.contains(words) && !surelySomebody) {
            return false;
        }
        if (recognised.averageLogProbability() < Recognised.DOUBTFUL) {
            // One short word gives Whisper little to be sure of; these are what callers answer with.
            return surelySomebody
                    && SHORT_ANSWERS.contains(words)
                    && recognised.averageLogProbability() >= DOUBTFUL_SHORT;
        }
        // A short answer that Whisper would have repeated for ever has been heard well enough.
        return !recognised.looped() || surelySomebody && words.split(" ").length <= 2;
    }

    /** Whisper writes marks of direction between its words. */
    static String plain(String text) {
        return text.replaceAll("[\\u200E\\u200F\\u061C\\u202A-\\u202E\\u2066-\\u2069\\uFEFF]", "")
                .replace('\u00A0', ' ')
                .strip();
    }

    @Override
    public void close() throws OrtException {
        whisper.close();
    }
}
