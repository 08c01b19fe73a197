package io.agentlocator.speech.app;

import io.agentlocator.speech.RecognitionTrouble;
import io.agentlocator.speech.SpeechSynthesizer;
import io.agentlocator.speech.StreamingRecognizer;
import io.agentlocator.speech.SynthesisFailed;
import io.agentlocator.speech.VendorWatch;
import io.agentlocator.speech.google.GoogleSettings;
import io.agentlocator.speech.google.GoogleSpeechRecognizer;
import io.agentlocator.speech.google.GoogleSpeechSynthesizer;
import io.agentlocator.speech.kokoro.KokoroSynthesizer;
import io.agentlocator.speech.openai.OpenAiRecognizer;
import io.agentlocator.speech.openai.OpenAiSettings;
import io.agentlocator.speech.openai.OpenAiSynthesizer;
import io.agentlocator.speech.whisper.WhisperRecognizer;
import io.agentlocator.speechmodels.cache.ModelCache;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Opens the engines that the settings name. */
final class EngineRoom {

    private static final Logger LOG = Logger.getLogger(EngineRoom.class);

    private final SpeechConfig config;
    private final UnaryOperator<@Nullable String> variable;
    private final VendorWatch watch;

    /** @param variable gives the value of an environment variable, or null */
    EngineRoom(SpeechConfig config, UnaryOperator<@Nullable String> variable, VendorWatch watch) {
        this.config = config;
        this.variable = variable;
        this.watch = watch;
    }

    /** What cannot be opened, told apart by what it is for. Empty where there is nothing to complain of. */
    static final class NotOpened extends IOException {

        private static final long serialVersionUID = 1;

        final String recognition;
        final String synthesis;

        NotOpened(String recognition, String synthesis) {
            super((recognition + (recognition.isEmpty() || synthesis.isEmpty() ? "" : "; ") + synthesis));
            this.recognition = recognition;
            this.synthesis = synthesis;
        }
    }

    /** Directory of models, and of phrases beside them. */
    Path directory() {
        return cache().directory();
    }

    /**
     * Opens everything; brings models that are not here, which may take minutes. Engines elsewhere come first: what is
     * missing for them is known at once.
     *
     * @throws NotOpened when a name, a credential or a model is missing; a vendor that is merely out of order at the moment
     *     is left to those behind it
     */
    Engines open() throws NotOpened, InterruptedException {
        var opened = new ArrayList<Object>();
        var problems = new String[] {"", ""};
        var hearing = new Hearing(opened);
        var speaking = new Speaking(opened);
        boolean complete = false;
        try {
            for (boolean here : new boolean[] {false, true}) {
                problems[0] = problems[0].isEmpty() ? hearing.open(here) : problems[0];
                problems[1] = problems[1].isEmpty() ? speaking.open(here) : problems[1];
                if (!problems[0].isEmpty() || !problems[1].isEmpty()) {
                    throw new NotOpened(problems[0], problems[1]);
                }
            }
            complete = true;
            return new Engines(hearing.live, hearing.inOrder(), speaking.inOrder());
        } finally {
            if (!complete) {
                opened.reversed().forEach(Engines::close);
            }
        }
    }

    private interface Opener {
        void open(int place, SpeechConfig.Vendor vendor)
                throws IOException, InterruptedException, RecognitionTrouble, SynthesisFailed;
    }

    /** @return what is wrong, or nothing */
    private static String each(List<SpeechConfig.Vendor> vendors, boolean here, Opener opener)
            throws InterruptedException {
        for (int place = 0; place < vendors.size(); place++) {
            SpeechConfig.Vendor vendor = vendors.get(place);
            if ((vendor == SpeechConfig.Vendor.LOCAL) != here) {
                continue;
            }
            String name = vendor.name().toLowerCase(Locale.ROOT);
            try {
                opener.open(place, vendor);
            } catch (RecognitionTrouble e) {
                if (!e.recoverable() || vendors.size() == 1) {
                    return name + " does not recognise: " + e.getMessage();
                }
                LOG.warnf("engine out of order at the start, kept for later engine=%s cause=%s", name, e.getMessage());
            } catch (SynthesisFailed e) {
                if (!e.recoverable() || vendors.size() == 1) {
                    return name + " does not speak: " + e.getMessage();
                }
                LOG.warnf("voice out of order at the start, kept for later engine=%s cause=%s", name, e.getMessage());
            } catch (IOException | RuntimeException e) {
                return name + ": " + e.getMessage();
            }
        }
        return "";
    }

    private record Placed<T>(int place, T engine) {}

    private static <T> List<T> sorted(List<Placed<T>> placed) {
        return placed.stream()
                .sorted(Comparator.comparingInt(Placed::place))
                .map(Placed::engine)
                .toList();
    }

    private final class Hearing {

        private final List<Object> opened;
        private final List<Placed<Engines.Whole>> whole = new ArrayList<>();
        private Optional<StreamingRecognizer> live = Optional.empty();

        Hearing(List<Object> opened) {
            this.opened = opened;
        }

        String open(boolean here) throws InterruptedException {
            return each(config.recognizer(), here, this::open);
        }

        private void open(int place, SpeechConfig.Vendor vendor)
                throws IOException, InterruptedException, RecognitionTrouble {
            switch (vendor) {
                case LOCAL -> {
                    var whisper = WhisperRecognizer.load(
                            cache(), config.whisper().model(), config.whisper().threads(), bias());
                    opened.add(whisper);
                    whole.add(new Placed<>(place, new Engines.Whole(whisper, true)));
                }
                case GOOGLE -> {
                    var google = new GoogleSpeechRecognizer(GoogleSettings.fromEnvironment(variable), watch);
                    opened.add(google);
                    whole.add(new Placed<>(place, new Engines.Whole(google.utterances(), false)));
                    if (place == 0) {
                        live = Optional.of(google);
                    }
                    google.probe();
                }
                case OPENAI -> {
                    var openai = new OpenAiRecognizer(OpenAiSettings.fromEnvironment(variable, bias()));
                    opened.add(openai);
                    whole.add(new Placed<>(place, new Engines.Whole(openai, false)));
                }
            }
        }

        List<Engines.Whole> inOrder() {
            return sorted(whole);
        }
    }

    private final class Speaking {

        private final List<Object> opened;
        private final List<Placed<SpeechSynthesizer>> voices = new ArrayList<>();

        Speaking(List<Object> opened) {
            this.opened = opened;
        }

        String open(boolean here) throws InterruptedException {
            return each(config.synthesizer(), here, this::open);
        }

        private void open(int place, SpeechConfig.Vendor vendor)
                throws IOException, InterruptedException, SynthesisFailed {
            switch (vendor) {
                case LOCAL ->
                    add(
                            place,
                            KokoroSynthesizer.load(
                                    cache(),
                                    config.kokoro().voice(),
                                    config.kokoro().speed(),
                                    config.kokoro().threads(),
                                    config.kokoro().atOnce()));
                case GOOGLE -> {
                    var settings = GoogleSettings.fromEnvironment(variable);
                    for (String voice : settings.voices()) {
                        add(place, new GoogleSpeechSynthesizer(settings, voice));
                    }
                    ((GoogleSpeechSynthesizer)
                                    voices.get(voices.size() - settings.voices().size())
                                            .engine())
                            .probe();
                }
                case OPENAI -> add(place, new OpenAiSynthesizer(OpenAiSettings.fromEnvironment(variable, "")));
            }
        }

        private void add(int place, SpeechSynthesizer voice) {
            opened.add(voice);
            voices.add(new Placed<>(place, voice));
        }

        List<SpeechSynthesizer> inOrder() {
            var all = new ArrayList<>(sorted(voices));
            String local = KokoroSynthesizer.engine(
                    config.kokoro().voice(), config.kokoro().speed());
            if (all.stream().noneMatch(voice -> voice.engine().equals(local))) {
                all.add(new KnownPhrases(local));
            }
            return all;
        }
    }

    /** Words of the business behind those of the trade: engines forget the beginning of what is too long. */
    private String bias() {
        String own = variable.apply("SPEECH_PHRASES");
        String trade = config.whisper().bias();
        return own == null || own.isBlank() ? trade : trade + ", " + own.strip().replaceAll("\\s*;\\s*", ", ");
    }

    private ModelCache cache() {
        return config.models().map(ModelCache::at).orElseGet(ModelCache::standard);
    }
}
