package io.agentlocator.speech.openai;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.agentlocator.events.MuLaw;
import io.agentlocator.speech.FailureKind;
import io.agentlocator.speech.SpeechSynthesizer;
import io.agentlocator.speech.SynthesisFailed;
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
 * {@code POST /audio/speech} as raw PCM of 24 kHz, which is the vendor's only form without a header; made the telephone's
 * sound while it comes. Asks once.
 */
public final class OpenAiSynthesizer implements SpeechSynthesizer, AutoCloseable {

    /** For the whole of a sentence. */
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
    public String keptAs() {
        return settings.vendorsOwn() ? engine() : engine() + "@" + settings.baseUrl();
    }

    @Override
    public void speak(String text, SoundSink sink) throws SynthesisFailed, InterruptedException {
        long start = System.nanoTime();
        try (SoundBody body = ask(text)) {
            var telephone = new Decimator();
            Duration left = settings.firstSound().minusNanos(System.nanoTime() - start);
            boolean any = false;
            for (byte[] pcm = body.next(left); pcm != null; pcm = body.next(settings.nextSound())) {
                any |= pcm.length > 0;
                if (!give(telephone.next(pcm), sink)) {
                    return;
                }
                if (System.nanoTime() - start > LONGEST.toNanos()) {
                    throw new SynthesisFailed(FailureKind.TIMEOUT, "a sentence that does not end");
                }
            }
            if (!any) {
                throw new SynthesisFailed(FailureKind.EMPTY, "no sound at all");
            }
            give(telephone.rest(), sink);
        }
    }

    private static boolean give(short[] samples, SoundSink sink) {
        return samples.length == 0 || sink.accept(MuLaw.encode(samples));
    }

    private SoundBody ask(String text) throws SynthesisFailed, InterruptedException {
        HttpRequest request = http.post("/audio/speech", "application/json", body(text), LONGEST)
                .build();
        var sound = new SoundBody();
        var answer = http.client()
                .sendAsync(
                        request,
                        head -> head.statusCode() == 200 ? sound : HttpResponse.BodySubscribers.replacing(sound));
        try {
            HttpResponse<SoundBody> response = answer.get(settings.firstSound().toMillis(), TimeUnit.MILLISECONDS);
            if (response.statusCode() != 200) {
                throw new SynthesisFailed(
                        OpenAiHttp.kind(response.statusCode()), "HTTP status " + response.statusCode());
            }
            return sound;
        } catch (TimeoutException e) {
            answer.cancel(true);
            sound.close();
            throw new SynthesisFailed(
                    FailureKind.TIMEOUT,
                    "no answer within " + settings.firstSound().toMillis() + " ms",
                    e);
        } catch (ExecutionException e) {
            throw new SynthesisFailed(FailureKind.UNAVAILABLE, name(e.getCause()), e);
        } catch (InterruptedException e) {
            answer.cancel(true);
            sound.close();
            throw e;
        }
    }

    private static String name(@Nullable Throwable cause) {
        return cause == null ? "no answer" : cause.getClass().getSimpleName();
    }

    private byte[] body(String text) throws SynthesisFailed {
        var request = json.createObjectNode()
                .put("model", settings.speechModel())
                .put("voice", settings.voice())
                .put("input", text)
                .put("response_format", "pcm");
        try {
            return json.writeValueAsString(request).getBytes(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new SynthesisFailed(FailureKind.REFUSED, "a text that is no text", e);
        }
    }

    /** Speaks one word to nobody. */
    public void probe() throws SynthesisFailed, InterruptedException {
        speak("שלום", mulaw -> true);
    }

    @Override
    public void close() {
        http.close();
    }
}
