package io.agentlocator.testbed.twilio;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentlocator.testbed.sound.Tones;
import io.agentlocator.testbed.sound.Wav;
import io.agentlocator.testbed.twilio.report.CallReport;
import io.agentlocator.testbed.twilio.report.HeardStretch;
import io.agentlocator.testbed.twilio.report.StreamEnd;
import io.vertx.core.buffer.Buffer;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import org.junit.jupiter.api.Test;

/** New TwiML for a call with an open stream, as in reply mode twiml. */
class LiveUpdateTest {
    private static final String PLAY_AND_CONNECT =
            "<Response><Play>https://agent.test/static/tts/1.wav</Play><Connect action=\"https://agent.test/ended\">"
                    + "<Stream url=\"wss://agent.test/ws/twilio-media\"/></Connect></Response>";

    @Test
    void theClipIsPlayedBetweenTwoStreamsAndTheOldActionIsNotAsked() throws Exception {
        try (TwilioFixture bench = new TwilioFixture()) {
            SimulatedCall call = streaming(bench, CallFaults.none());
            AppServer.Socket before = bench.socket(0);

            assertThat(update(bench, call, PLAY_AND_CONNECT).statusCode()).isEqualTo(200);

            AppServer.Socket after = bench.socket(1);
            assertThat(before.of("stop")).hasSize(1);
            Waiting.until("old socket closed", () -> before.closed);
            assertThat(before.closeCode).isEqualTo((short) 1000);
            assertThat(bench.app.requests("/ended")).isEmpty();
            CallReport report = bench.hungUp(call);
            assertThat(report.streams()).hasSize(2);
            assertThat(report.streams().get(0).streamSid())
                    .isNotEqualTo(report.streams().get(1).streamSid());
            assertThat(report.streams().get(0).end()).contains(StreamEnd.CALL_UPDATED);
            assertThat(report.heard())
                    .extracting(HeardStretch::source)
                    .containsExactly(new HeardStretch.Source.Play("https://agent.test/static/tts/1.wav"));
            Duration clip = report.heard().getFirst().to();
            assertThat(report.streams().get(1).opened())
                    .as("the second stream opens when the clip has been heard")
                    .hasValueSatisfying(opened -> assertThat(opened).isGreaterThanOrEqualTo(clip));
            assertThat(after.of("start")).hasSize(1);
            assertThat(bench.app.requests("/ended"))
                    .as("only the action of the stream that was open at the end")
                    .hasSize(1);
        }
    }

    @Test
    void theOldActionMayBeAskedAllTheSameAndItsAnswerIsNotUsed() throws Exception {
        try (TwilioFixture bench = new TwilioFixture()) {
            SimulatedCall call = streaming(bench, CallFaults.none().withSupersededAction());
            bench.socket(0);

            update(bench, call, PLAY_AND_CONNECT);

            bench.socket(1);
            assertThat(bench.app.requests("/ended"))
                    .singleElement()
                    .satisfies(asked -> assertThat(asked.form()).containsEntry("CallStatus", "in-progress"));
            bench.hungUp(call);
        }
    }

    @Test
    void aDocumentOfMoreThan4000CharactersIsRefusedAndChangesNothing() throws Exception {
        try (TwilioFixture bench = new TwilioFixture()) {
            SimulatedCall call = streaming(bench, CallFaults.none());
            AppServer.Socket socket = bench.socket(0);
            String padding = "<!--" + "x".repeat(4001 - PLAY_AND_CONNECT.length() - 7) + "-->";

            HttpResponse<String> refused = update(bench, call, PLAY_AND_CONNECT + padding);

            assertThat(refused.statusCode()).isEqualTo(400);
            assertThat(refused.body()).contains("32018");
            assertThat(socket.of("stop")).isEmpty();
            assertThat(update(bench, call, PLAY_AND_CONNECT + padding.replaceFirst("x", ""))
                            .statusCode())
                    .isEqualTo(200);
            CallReport report = bench.hungUp(call);
            assertThat(report.notified(32018)).isTrue();
        }
    }

    private static SimulatedCall streaming(TwilioFixture bench, CallFaults faults) {
        bench.app.twiml("/voice", TwilioFixture.CONNECT);
        bench.app.answer(
                "/static/tts/1.wav",
                200,
                "audio/wav",
                Buffer.buffer(Wav.mulaw(Tones.sine(500, 8000, Duration.ofMillis(800)))));
        return bench.call(faults);
    }

    private static HttpResponse<String> update(TwilioFixture bench, SimulatedCall call, String twiml) throws Exception {
        String basic = Base64.getEncoder()
                .encodeToString((TwilioFixture.ACCOUNT + ":" + TwilioFixture.TOKEN).getBytes(StandardCharsets.UTF_8));
        HttpRequest request = HttpRequest.newBuilder(URI.create(bench.twilio.baseUrl() + "/2010-04-01/Accounts/"
                        + TwilioFixture.ACCOUNT + "/Calls/" + call.callSid() + ".json"))
                .header("Authorization", "Basic " + basic)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString("Twiml=" + URLEncoder.encode(twiml, StandardCharsets.UTF_8)))
                .build();
        return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    }
}
