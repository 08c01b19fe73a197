package io.agentlocator.speech.app;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.agentlocator.events.MuLaw;
import io.agentlocator.hebrew.SpokenHebrew;
import io.agentlocator.speech.audio.PcmAudio;
import io.agentlocator.speech.google.GoogleSettings;
import io.agentlocator.speech.google.GoogleSpeechRecognizer;
import io.agentlocator.speech.google.GoogleSpeechSynthesizer;
import io.agentlocator.speech.openai.OpenAiRecognizer;
import io.agentlocator.speech.openai.OpenAiSettings;
import io.agentlocator.speech.openai.OpenAiSynthesizer;
import io.agentlocator.speech.roles.EngineFailure;
import io.agentlocator.speech.roles.RecognitionResult;
import io.agentlocator.speech.roles.SpeechSynthesizer;
import io.agentlocator.speech.roles.UtteranceRecognizer;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Asks each remote vendor to speak a sentence, and to recognise that sound. Its last line is one JSON object with an entry in
 * {@code checks} for each role of each vendor; logs go to standard error. Needs the service's classes and the environment only.
 *
 * <p>Arguments: the vendors; {@code google} and {@code openai} by default.
 */
public final class VendorCheck {

    /** What is spoken and recognised. */
    static final String SENTENCE = "שלום, אני מחפש דירת שלושה חדרים בתל אביב";

    private final UnaryOperator<@Nullable String> variable;
    private final ObjectNode report = new ObjectMapper().createObjectNode();
    private final ArrayNode checks = report.putArray("checks");

    private VendorCheck(UnaryOperator<@Nullable String> variable) {
        this.variable = variable;
    }

    public static void main(String[] arguments) throws InterruptedException {
        List<String> vendors = arguments.length == 0 ? List.of("google", "openai") : Arrays.asList(arguments);
        var out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        out.println(report(vendors, System.getenv()::get));
        // Threads of the vendors' libraries would keep the process alive.
        System.exit(0);
    }

    static ObjectNode report(List<String> vendors, UnaryOperator<@Nullable String> variable)
            throws InterruptedException {
        var check = new VendorCheck(variable);
        for (String vendor : vendors) {
            switch (vendor) {
                case "google" -> check.google();
                case "openai" -> check.openai();
                default -> check.add(vendor, "failed", "no such vendor");
            }
        }
        return check.report;
    }

    private void google() throws InterruptedException {
        byte[] sound = new byte[0];
        var settings = GoogleSettings.fromEnvironment(variable);
        for (String name : settings.voices()) {
            try (var voice = new GoogleSpeechSynthesizer(settings, name)) {
                byte[] spoken = speak("google-voice", voice);
                sound = sound.length == 0 ? spoken : sound;
            } catch (IllegalStateException e) {
                add("google-voice", "missing", e.getMessage()).put("voice", name);
            }
        }
        try (var recognizer = new GoogleSpeechRecognizer(settings)) {
            long start = System.nanoTime();
            recognizer.probe();
            long probeMs = millisSince(start);
            recognize("google-speech", recognizer.utterances(), sound)
                    .put("language", settings.language())
                    .put("probe_ms", Long.toString(probeMs))
                    .put("endpoint", settings.access().speechEndpoint().orElse("the model's location"));
        } catch (EngineFailure e) {
            add("google-speech", "failed", e.getMessage());
        } catch (IllegalStateException e) {
            add("google-speech", "missing", e.getMessage());
        }
    }

    private void openai() throws InterruptedException {
        OpenAiSettings settings;
        try {
            settings = OpenAiSettings.fromEnvironment(variable, "");
        } catch (IllegalStateException e) {
            add("openai-voice", "missing", e.getMessage());
            add("openai-recognizer", "missing", e.getMessage());
            return;
        }
        try (var voice = new OpenAiSynthesizer(settings);
                var recognizer = new OpenAiRecognizer(settings)) {
            byte[] sound = speak("openai-voice", voice);
            recognize("openai-recognizer", recognizer, sound).put("endpoint", settings.baseUrl());
        }
    }

    private byte[] speak(String name, SpeechSynthesizer voice) throws InterruptedException {
        var sound = new ByteArrayOutputStream();
        var firstMs = new ArrayList<Long>();
        String text = new SpokenHebrew().speakable(SENTENCE);
        long start = System.nanoTime();
        try {
            voice.speak(text, mulaw -> {
                if (firstMs.isEmpty()) {
                    firstMs.add(millisSince(start));
                }
                sound.writeBytes(mulaw);
                return true;
            });
            add(name, "ok", "")
                    .put("voice", voice.engine())
                    .put("first_sound_ms", Long.toString(firstMs.isEmpty() ? -1 : firstMs.getFirst()))
                    .put("took_ms", Long.toString(millisSince(start)))
                    .put("sound_ms", Long.toString(MuLaw.millis(sound.size())))
                    .put("characters", Integer.toString(text.length()));
        } catch (EngineFailure e) {
            add(name, "failed", e.getMessage()).put("voice", voice.engine());
        }
        return sound.toByteArray();
    }

    /** @return the facts of the check; callers may add more */
    private ObjectNode recognize(String name, UtteranceRecognizer recognizer, byte[] sound)
            throws InterruptedException {
        if (sound.length == 0) {
            return add(name, "failed", "there is no sound to recognise").put("model", recognizer.engine());
        }
        long start = System.nanoTime();
        try {
            RecognitionResult heard = recognizer.recognize(PcmAudio.ofMuLaw(sound));
            long tookMs = millisSince(start);
            boolean understood = heard.understood();
            return add(name, understood ? "ok" : "failed", understood ? "" : "the sentence was not understood")
                    .put("model", recognizer.engine())
                    .put("words_ms", Long.toString(tookMs))
                    .put("sound_ms", Long.toString(MuLaw.millis(sound.length)))
                    .put("said", SENTENCE)
                    .put("heard", heard.text());
        } catch (EngineFailure e) {
            return add(name, "failed", e.getMessage()).put("model", recognizer.engine());
        }
    }

    private ObjectNode add(String name, String state, @Nullable String problem) {
        return checks.addObject()
                .put("vendor", name)
                .put("state", state)
                .put("problem", String.valueOf(problem).lines().findFirst().orElse(""))
                .putObject("facts");
    }

    private static long millisSince(long start) {
        return (System.nanoTime() - start) / 1_000_000;
    }
}
