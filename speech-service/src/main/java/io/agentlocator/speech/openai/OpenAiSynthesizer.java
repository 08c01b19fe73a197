package io.agentlocator.speech.openai;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.agentlocator.events.MuLaw;
import io.agentlocator.speech.roles.EngineFailure;
import io.agentlocator.speech.roles.FailureKind;
import io.agentlocator.speech.roles.SpeechSynthesizer;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * {@code POST /audio/speech} as raw 24 kHz PCM, the vendor's only format without a header. Converts it to 8 kHz μ-law while it
 * comes. Does not retry.
 */
public final class OpenAiSynthesizer implements SpeechSynthesizer, AutoCloseable {

    /** Time limit of a sentence. */
    private static final Duration LONGEST = Duration.ofSeconds(30);

    private final OpenAiSettings settings;
    private final OpenAiHttp http;
    private final ObjectMapper json = new ObjectMapper();

    public OpenAiSynthesizer(OpenAiSettings settings) {
        this.settings = settings;
        this.http = new OpenAiHttp(settings);
    }

    @Override
    public String engine() {
        return "openai/" + settings.speechModel() + "/" + settings.voice();
    }

    @Override
    public String cacheKey() {
        return settings.vendorsOwn() ? engine() : engine() + "@" + settings.baseUrl();
    }

    @Override
    public void speak(String text, SoundSink sink) throws EngineFailure, InterruptedException {
        long start = System.nanoTime();
        try (AudioBody body = request(text)) {
            var telephone = new Decimator();
            Duration left = settings.firstSound().minusNanos(System.nanoTime() - start);
            boolean any = false;
            for (byte[] pcm = body.next(left); pcm != null; pcm = body.next(settings.nextSound())) {
                any |= pcm.length > 0;
                if (!give(telephone.next(pcm), sink)) {
                    return;
                }
                if (System.nanoTime() - start > LONGEST.toNanos()) {
                    throw new EngineFailure(FailureKind.TIMEOUT, "a sentence that does not end");
                }
            }
            if (!any) {
                throw new EngineFailure(FailureKind.EMPTY, "no sound at all");
            }
            give(telephone.rest(), sink);
        }
    }

    private static boolean give(short[] samples, SoundSink sink) {
        return samples.length == 0 || sink.accept(MuLaw.encode(samples));
    }

    private AudioBody request(String text) throws EngineFailure, InterruptedException {
        HttpRequest post = http.post("/audio/speech", "application/json", body(text), LONGEST)
                .build();
        var sound = new AudioBody();
        var answer = http.client()
                .sendAsync(
                        post, head -> head.statusCode() == 200 ? sound : HttpResponse.BodySubscribers.replacing(sound));
        try {
            HttpResponse<AudioBody> response = answer.get(settings.firstSound().toMillis(), TimeUnit.MILLISECONDS);
            if (response.statusCode() != 200) {
                throw new EngineFailure(OpenAiHttp.kind(response.statusCode()), "HTTP status " + response.statusCode());
            }
            return sound;
        } catch (TimeoutException e) {
            answer.cancel(true);
            sound.close();
            throw new EngineFailure(
                    FailureKind.TIMEOUT,
                    "no answer within " + settings.firstSound().toMillis() + " ms",
                    e);
        } catch (ExecutionException e) {
            throw new EngineFailure(FailureKind.UNAVAILABLE, name(e.getCause()), e);
        } catch (InterruptedException e) {
            answer.cancel(true);
            sound.close();
            throw e;
        }
    }

    private static String name(@Nullable Throwable cause) {
        return cause == null ? "no answer" : cause.getClass().getSimpleName();
    }

    private byte[] body(String text) throws EngineFailure {
        var request = json.createObjectNode()
                .put("model", settings.speechModel())
                .put("voice", settings.voice())
                .put("input", text)
                .put("response_format", "pcm");
        try {
            return json.writeValueAsString(request).getBytes(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new EngineFailure(FailureKind.REFUSED, "the text cannot be encoded", e);
        }
    }

    @Override
    public void close() {
        http.close();
    }
}
