package io.agentlocator.testbed.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.agentlocator.testbed.google.KnownSpeech;
import io.agentlocator.testbed.google.SyntheticVoice;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OpenAiSimulatorTest {

    private static final String FLAT = "אני מחפש דירת שלושה חדרים בתל אביב";
    private static final String CHAT = """
            {"model":"gpt-4o-mini","stream":true,"messages":[{"role":"user","content":"שלום"}]}""";
    private static final String BOUNDARY = "----agent";

    private final KnownSpeech known = new KnownSpeech();
    private final OpenAiSimulator openai = OpenAiSimulator.start(0, new SmallTalk(), known);
    private final HttpClient client = HttpClient.newHttpClient();

    @AfterEach
    void close() {
        openai.close();
        client.shutdownNow();
    }

    @Test
    void usageIsToldToWhoAsksForItAndToNobodyElse() throws Exception {
        assertThat(post("/chat/completions", CHAT).body())
                .doesNotContain("usage")
                .endsWith("data: [DONE]\n\n");
        String asking = CHAT.replace("\"stream\":true", "\"stream\":true,\"stream_options\":{\"include_usage\":true}");
        assertThat(post("/chat/completions", asking).body())
                .contains("\"choices\":[],\"usage\":{\"prompt_tokens\":")
                .endsWith("data: [DONE]\n\n");
    }

    @Test
    void whoWantsNoStreamGetsTheWholeAnswer() throws Exception {
        var document = new ObjectMapper()
                .readTree(post("/chat/completions", CHAT.replace("\"stream\":true", "\"stream\":false"))
                        .body());

        assertThat(document.at("/choices/0/message/content").asText()).isEqualTo("נעים מאוד. באיזה אזור מחפשים?");
        assertThat(document.at("/usage/total_tokens").asInt()).isPositive();
    }

    @Test
    void faultsHoldUntilMendedAndForThoseTheyAreMeantFor() throws Exception {
        openai.faulty(
                exchange -> exchange.chat() && exchange.model().equals("gpt-4o-mini"),
                answer -> ChatAnswer.error(429).retryAfter(Duration.ofSeconds(7)));

        HttpResponse<String> refused = post("/chat/completions", CHAT);

        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(refused.headers().firstValue("Retry-After")).contains("7");
        assertThat(post("/chat/completions", CHAT.replace("gpt-4o-mini", "gpt-4o"))
                        .statusCode())
                .isEqualTo(200);
        openai.clearFaults();
        assertThat(post("/chat/completions", CHAT).statusCode()).isEqualTo(200);
    }

    @Test
    void aHalfOpenConnectionGivesNothingAndSeesItsClientGo() {
        openai.faulty(Exchange::chat, answer -> ChatAnswer.halfOpen());

        assertThatThrownBy(() -> post("/chat/completions", CHAT)).isInstanceOf(HttpTimeoutException.class);

        assertThat(openai.exchanges().getFirst().ended().orTimeout(5, java.util.concurrent.TimeUnit.SECONDS))
                .succeedsWithin(Duration.ofSeconds(5))
                .isEqualTo(false);
    }

    @Test
    void aStreamThatBreaksOffHasNoEnd() {
        openai.faulty(Exchange::chat, answer -> answer.droppingBefore(1));

        assertThatThrownBy(() -> post("/chat/completions", CHAT)).isInstanceOf(IOException.class);
    }

    @Test
    void knownWordsAreTranscribedFromWavInEachFormat() throws Exception {
        known.know(FLAT, SyntheticVoice.say(FLAT, "caller"));
        byte[] wav = wav(KnownSpeech.samples(SyntheticVoice.say(FLAT, "caller")), 8_000);

        assertThat(transcribed(wav, "text").body()).isEqualTo(FLAT + "\n");
        assertThat(transcribed(wav, "json").body()).contains("\"text\":\"" + FLAT + "\"");
        assertThat(transcribed(wav, "verbose_json").body()).contains("\"language\":\"hebrew\"", "avg_logprob");
    }

    @Test
    void whatTheVoiceSaysIsHeardBackAt24Kilohertz() throws Exception {
        HttpResponse<byte[]> spoken = client.send(
                request("/audio/speech")
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString("{\"model\":\"tts-1\",\"voice\":\"nova\",\"input\":\""
                                + FLAT + "\",\"response_format\":\"pcm\"}"))
                        .build(),
                HttpResponse.BodyHandlers.ofByteArray());
        var samples = new short[spoken.body().length / 2];
        ByteBuffer.wrap(spoken.body())
                .order(ByteOrder.LITTLE_ENDIAN)
                .asShortBuffer()
                .get(samples);
        var narrow = new short[samples.length / 3];
        for (int i = 0; i < narrow.length; i++) {
            narrow[i] = (short) ((samples[3 * i] + samples[3 * i + 1] + samples[3 * i + 2]) / 3);
        }

        assertThat(transcribed(wav(narrow, 8_000), "text").body()).isEqualTo(FLAT + "\n");
        assertThat(transcribed(wav(new short[8_000], 8_000), "text").body()).isEqualTo("\n");
    }

    @Test
    void whatTheVendorRefusesIsRefused() throws Exception {
        assertThat(post("/audio/speech", "{\"model\":\"tts-1\",\"voice\":\"leah\",\"input\":\"שלום\"}")
                        .statusCode())
                .isEqualTo(400);
        assertThat(client.send(
                                request("/audio/transcriptions")
                                        .header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
                                        .POST(HttpRequest.BodyPublishers.ofByteArray(
                                                form(wav(new short[8_000], 8_000), "json", "iw")))
                                        .build(),
                                HttpResponse.BodyHandlers.ofString())
                        .statusCode())
                .isEqualTo(400);
        openai.wantingKey("sk-1");
        assertThat(post("/chat/completions", CHAT).statusCode()).isEqualTo(401);
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(openai.baseUrl() + path)).timeout(Duration.ofSeconds(2));
    }

    private HttpResponse<String> post(String path, String body) throws IOException, InterruptedException {
        return client.send(
                request(path)
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> transcribed(byte[] wav, String format) throws Exception {
        return client.send(
                request("/audio/transcriptions")
                        .header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
                        .POST(HttpRequest.BodyPublishers.ofByteArray(form(wav, format, "he")))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private static byte[] form(byte[] wav, String format, String language) throws IOException {
        var form = new ByteArrayOutputStream();
        for (String[] field :
                new String[][] {{"model", "whisper-1"}, {"language", language}, {"response_format", format}}) {
            form.write(("--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"" + field[0] + "\"\r\n\r\n"
                            + field[1] + "\r\n")
                    .getBytes(StandardCharsets.UTF_8));
        }
        form.write(("--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.wav\"\r\n"
                        + "Content-Type: audio/wav\r\n\r\n")
                .getBytes(StandardCharsets.UTF_8));
        form.write(wav);
        form.write(("\r\n--" + BOUNDARY + "--\r\n").getBytes(StandardCharsets.UTF_8));
        return form.toByteArray();
    }

    private static byte[] wav(short[] samples, int rate) {
        var wav = ByteBuffer.allocate(44 + samples.length * 2).order(ByteOrder.LITTLE_ENDIAN);
        wav.put("RIFF".getBytes(StandardCharsets.US_ASCII)).putInt(36 + samples.length * 2);
        wav.put("WAVEfmt ".getBytes(StandardCharsets.US_ASCII))
                .putInt(16)
                .putShort((short) 1)
                .putShort((short) 1);
        wav.putInt(rate).putInt(rate * 2).putShort((short) 2).putShort((short) 16);
        wav.put("data".getBytes(StandardCharsets.US_ASCII)).putInt(samples.length * 2);
        for (short sample : samples) {
            wav.putShort(sample);
        }
        return wav.array();
    }
}
