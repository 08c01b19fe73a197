package io.agentlocator.speech.openai;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.agentlocator.speech.FailureKind;
import io.agentlocator.speech.FilmTalk;
import io.agentlocator.speech.Heard;
import io.agentlocator.speech.RecognitionTrouble;
import io.agentlocator.speech.Sound;
import io.agentlocator.speech.UtteranceRecognizer;
import io.agentlocator.speechmodels.WavFile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.UUID;

/** {@code POST /audio/transcriptions} with the utterance as a WAVE file. Asks once: who waits decides about a second try. */
public final class OpenAiRecognizer implements UtteranceRecognizer, AutoCloseable {

    /** The protocol's plain answer has no figure. */
    private static final double NO_FIGURE = 0.5;

    /** Nothing that can be said in so little sound; the vendor refuses it. */
    private static final int SHORTEST_MS = 100;

    private final OpenAiSettings settings;
    private final OpenAiHttp http;
    private final ObjectMapper json = new ObjectMapper();

    public OpenAiRecognizer(OpenAiSettings settings) {
        this.settings = settings;
        this.http = new OpenAiHttp(settings);
    }

    @Override
    public String engine() {
        return "openai/" + settings.transcribeModel();
    }

    @Override
    public Heard recognize(Sound sound) throws RecognitionTrouble, InterruptedException {
        if (sound.millis() < SHORTEST_MS) {
            return Heard.NOTHING;
        }
        String boundary = "utterance-" + UUID.randomUUID();
        Duration bound = settings.words().plusMillis(sound.millis() / 5);
        var request = http.post(
                        "/audio/transcriptions",
                        "multipart/form-data; boundary=" + boundary,
                        form(boundary, WavFile.bytes(sound.samples(), sound.rate())),
                        bound)
                .build();
        try {
            HttpResponse<byte[]> response = http.client().send(request, HttpResponse.BodyHandlers.ofByteArray());
            if (response.statusCode() != 200) {
                throw new RecognitionTrouble(
                        OpenAiHttp.kind(response.statusCode()), "HTTP status " + response.statusCode());
            }
            return heard(json.readTree(response.body()));
        } catch (HttpTimeoutException e) {
            throw new RecognitionTrouble(FailureKind.TIMEOUT, "no answer within " + bound.toMillis() + " ms", e);
        } catch (IOException e) {
            // Its message may quote what was answered, which may be a caller's words.
            throw new RecognitionTrouble(FailureKind.UNAVAILABLE, e.getClass().getSimpleName(), e);
        }
    }

    private static Heard heard(JsonNode answer) throws RecognitionTrouble {
        JsonNode text = answer.path("text");
        if (!text.isTextual()) {
            throw new RecognitionTrouble(FailureKind.EMPTY, "an answer without text");
        }
        String words = text.asText().strip();
        boolean some = words.codePoints().anyMatch(Character::isLetterOrDigit);
        return some ? new Heard(words, NO_FIGURE, !FilmTalk.isAllOf(words)) : Heard.NOTHING;
    }

    private byte[] form(String boundary, byte[] wav) {
        var form = new ByteArrayOutputStream(wav.length + 1024);
        field(form, boundary, "model", settings.transcribeModel());
        field(form, boundary, "language", settings.language());
        field(form, boundary, "response_format", "json");
        field(form, boundary, "temperature", "0");
        if (!settings.prompt().isBlank()) {
            field(form, boundary, "prompt", settings.prompt());
        }
        form.writeBytes(("--" + boundary
                        + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"utterance.wav\"\r\n"
                        + "Content-Type: audio/wav\r\n\r\n")
                .getBytes(UTF_8));
        form.writeBytes(wav);
        form.writeBytes(("\r\n--" + boundary + "--\r\n").getBytes(UTF_8));
        return form.toByteArray();
    }

    private static void field(ByteArrayOutputStream form, String boundary, String name, String value) {
        form.writeBytes(
                ("--" + boundary + "\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\n" + value + "\r\n")
                        .getBytes(UTF_8));
    }

    @Override
    public void close() {
        http.close();
    }
}
