package io.agentlocator.speech.openai;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.agentlocator.speech.audio.PcmAudio;
import io.agentlocator.speech.roles.EngineFailure;
import io.agentlocator.speech.roles.FailureKind;
import io.agentlocator.speech.roles.Hallucinations;
import io.agentlocator.speech.roles.RecognitionResult;
import io.agentlocator.speech.roles.UtteranceRecognizer;
import io.agentlocator.speechmodels.WavFile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.UUID;

/** {@code POST /audio/transcriptions} with the utterance as a WAVE file. Does not retry. */
public final class OpenAiRecognizer implements UtteranceRecognizer, AutoCloseable {

    /** The answer has no confidence. */
    private static final double UNKNOWN_CONFIDENCE = 0.5;

    /** Shorter sound cannot contain a word, and the vendor refuses it. */
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
    public RecognitionResult recognize(PcmAudio audio) throws EngineFailure, InterruptedException {
        if (audio.millis() < SHORTEST_MS) {
            return RecognitionResult.NOTHING;
        }
        String boundary = "utterance-" + UUID.randomUUID();
        Duration limit = settings.words().plusMillis(audio.millis() / 5);
        var request = http.post(
                        "/audio/transcriptions",
                        "multipart/form-data; boundary=" + boundary,
                        form(boundary, WavFile.bytes(audio.samples(), audio.rate())),
                        limit)
                .build();
        try {
            HttpResponse<byte[]> response = http.client().send(request, HttpResponse.BodyHandlers.ofByteArray());
            if (response.statusCode() != 200) {
                throw new EngineFailure(OpenAiHttp.kind(response.statusCode()), "HTTP status " + response.statusCode());
            }
            return result(json.readTree(response.body()));
        } catch (HttpTimeoutException e) {
            throw new EngineFailure(FailureKind.TIMEOUT, "no answer within " + limit.toMillis() + " ms", e);
        } catch (IOException e) {
            // Its message may quote the answer, which may contain a caller's words.
            throw new EngineFailure(FailureKind.UNAVAILABLE, e.getClass().getSimpleName(), e);
        }
    }

    private static RecognitionResult result(JsonNode answer) throws EngineFailure {
        JsonNode text = answer.path("text");
        if (!text.isTextual()) {
            throw new EngineFailure(FailureKind.EMPTY, "an answer without text");
        }
        String words = text.asText().strip();
        boolean anyWords = words.codePoints().anyMatch(Character::isLetterOrDigit);
        return anyWords
                ? new RecognitionResult(words, UNKNOWN_CONFIDENCE, !Hallucinations.isOnly(words))
                : RecognitionResult.NOTHING;
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
