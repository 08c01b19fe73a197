package io.agentlocator.testbed.twilio;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentlocator.testbed.sound.Tones;
import io.agentlocator.testbed.sound.Wav;
import io.agentlocator.testbed.twilio.media.StreamFault;
import io.agentlocator.testbed.twilio.report.CallEnd;
import io.agentlocator.testbed.twilio.report.CallReport;
import io.agentlocator.testbed.twilio.report.HeardStretch;
import io.agentlocator.testbed.twilio.report.Notification;
import io.agentlocator.testbed.twilio.report.StreamEnd;
import io.agentlocator.testbed.twilio.report.TimelineEvent;
import io.agentlocator.testbed.twilio.rest.RestFault;
import io.agentlocator.testbed.twilio.webhook.PhoneNumber;
import io.agentlocator.testbed.twilio.webhook.Signature;
import io.agentlocator.testbed.twilio.webhook.WebhookAttempt;
import io.vertx.core.buffer.Buffer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CallFlowTest {
    @Test
    void voiceWebhookIsSignedOverThePublicUrlAndTheEndIsTold() {
        try (TwilioFixture bench = new TwilioFixture()) {
            bench.app.twiml("/voice", "<Hangup/>");
            SimulatedCall call = bench.call();
            CallReport report = TwilioFixture.report(call);
            AppServer.Request voice = bench.app.requests("/voice").getFirst();
            assertThat(voice.form())
                    .containsEntry("CallSid", call.callSid())
                    .containsEntry("From", TwilioFixture.CALLER)
                    .containsEntry("To", TwilioFixture.NUMBER)
                    .containsEntry("CallStatus", "ringing")
                    .containsEntry("Direction", "inbound")
                    .containsEntry("ApiVersion", "2010-04-01");
            assertThat(voice.headers())
                    .containsEntry("Host", "agent.test")
                    .containsEntry("X-Forwarded-Proto", "https")
                    .containsEntry(
                            "X-Twilio-Signature",
                            Signature.of(TwilioFixture.TOKEN, "https://agent.test/voice", voice.form()));
            assertThat(bench.app.requests("/status"))
                    .singleElement()
                    .satisfies(status -> assertThat(status.form())
                            .containsEntry("CallStatus", "completed")
                            .containsEntry("SequenceNumber", "0")
                            .containsEntry("CallbackSource", "call-progress-events")
                            .containsKey("CallDuration"));
            assertThat(report.end().by()).isEqualTo(CallEnd.By.HANG_UP_VERB);
            assertThat(report.notifications()).isEmpty();
        }
    }

    @Test
    void playLastsAsLongAsItsFileAndThenTheStreamOpens() {
        try (TwilioFixture bench = new TwilioFixture()) {
            byte[] second = Wav.mulaw(Tones.sine(440, 8000, Duration.ofSeconds(1)));
            bench.app.answer("/a/greeting.wav", 200, "audio/wav", Buffer.buffer(second));
            bench.app.twiml("/a/voice", "<Play>greeting.wav</Play>" + TwilioFixture.CONNECT);
            bench.app.twiml("/voice", "<Redirect>/a/voice</Redirect>");
            SimulatedCall call = bench.call();
            bench.socket(0);
            CallReport report = bench.hungUp(call);
            assertThat(report.heard())
                    .containsExactly(new HeardStretch(
                            report.heard().getFirst().from(),
                            report.heard().getFirst().from().plusSeconds(1),
                            new HeardStretch.Source.Play("https://agent.test/a/greeting.wav")));
            Duration opened = report.streams().getFirst().opened().orElseThrow();
            assertThat(opened.minus(report.heard().getFirst().to())).isLessThan(Duration.ofMillis(300));
        }
    }

    @Test
    void actionTakesOverWhenTheServerClosesTheSocket() {
        try (TwilioFixture bench = new TwilioFixture()) {
            bench.app.twiml("/voice", TwilioFixture.CONNECT + "<Say>not reached</Say>");
            SimulatedCall call = bench.call();
            bench.socket(0).ws.close((short) 1000);
            CallReport report = TwilioFixture.report(call);
            assertThat(bench.app.requests("/ended").getFirst().form()).containsEntry("CallStatus", "in-progress");
            assertThat(report.streams().getFirst().end()).contains(StreamEnd.SERVER_CLOSED);
            assertThat(report.end().by()).isEqualTo(CallEnd.By.HANG_UP_VERB);
            assertThat(report.notifications()).isEmpty();
        }
    }

    @Test
    void nextVerbRunsWhenThereIsNoAction() {
        try (TwilioFixture bench = new TwilioFixture()) {
            bench.app.twiml(
                    "/voice", "<Connect><Stream url=\"wss://agent.test/ws\"/></Connect><Redirect>/next</Redirect>");
            bench.app.twiml("/next", "");
            SimulatedCall call = bench.call();
            bench.socket(0).ws.close((short) 1011);
            CallReport report = TwilioFixture.report(call);
            assertThat(bench.app.requests("/next")).hasSize(1);
            assertThat(report.end().by()).isEqualTo(CallEnd.By.TWIML_FINISHED);
            assertThat(report.notified(31921)).isTrue();
        }
    }

    @Test
    void refusedHandshakeIs31920AndGoesOnWithTheAction() {
        try (TwilioFixture bench = new TwilioFixture()) {
            bench.app.refuse(ws -> true);
            bench.app.twiml(
                    "/voice",
                    TwilioFixture.CONNECT.replace("<Stream ", "<Stream statusCallback=\"https://agent.test/stream\" "));
            bench.app.answer("/stream", 200, "text/plain", Buffer.buffer());
            CallReport report = TwilioFixture.report(bench.call());
            assertThat(report.notifications()).extracting(Notification::code).containsExactly(31920);
            assertThat(bench.app.requests("/ended")).hasSize(1);
            assertThat(bench.app.requests("/stream"))
                    .singleElement()
                    .satisfies(request -> assertThat(request.form())
                            .containsEntry("StreamEvent", "stream-error")
                            .containsKey("StreamError")
                            .containsKey("StreamSid"));
        }
    }

    @Test
    void offeredSubprotocolThatIsNotEchoedIs31920() {
        try (TwilioFixture bench = new TwilioFixture(config -> config.subprotocol("audio.twilio.com"))) {
            bench.app.twiml("/voice", TwilioFixture.CONNECT);
            CallReport report = TwilioFixture.report(bench.call());
            assertThat(report.notified(31920)).isTrue();
            assertThat(report.streams().getFirst().opened()).isEmpty();
        }
    }

    @Test
    void droppedConnectionHasNoCloseFrameAndGoesOnWithTheAction() {
        try (TwilioFixture bench = new TwilioFixture()) {
            bench.app.twiml("/voice", TwilioFixture.CONNECT);
            SimulatedCall call =
                    bench.call(CallFaults.none().withStream(new StreamFault.Drops(Duration.ofMillis(300))));
            AppServer.Socket socket = bench.socket(0);
            CallReport report = TwilioFixture.report(call);
            Waiting.until("server sees the drop", () -> socket.closed);
            assertThat(socket.closeCode).isNull();
            assertThat(socket.of("stop")).isEmpty();
            assertThat(bench.app.requests("/ended")).hasSize(1);
            assertThat(report.notified(31903)).isTrue();
            assertThat(report.streams().getFirst().end()).contains(StreamEnd.FAULT);
        }
    }

    @Test
    void hangingUpStopsTheStreamAndTellsTheActionThatItIsCompleted() {
        try (TwilioFixture bench = new TwilioFixture()) {
            bench.app.twiml("/voice", TwilioFixture.CONNECT);
            SimulatedCall call = bench.call();
            AppServer.Socket socket = bench.socket(0);
            CallReport report = bench.hungUp(call);
            Waiting.until("socket closed", () -> socket.closed);
            assertThat(socket.of("stop")).hasSize(1);
            assertThat(bench.app.requests("/ended"))
                    .singleElement()
                    .satisfies(action -> assertThat(action.form()).containsEntry("CallStatus", "completed"));
            assertThat(bench.app.requests("/status")).hasSize(1);
            assertThat(report.end().by()).isEqualTo(CallEnd.By.CALLER);
        }
    }

    @Test
    void updateOverRestStopsTheStreamAndRunsTheNewTwimlAtOnce() throws Exception {
        try (TwilioFixture bench = new TwilioFixture()) {
            bench.app.twiml("/voice", TwilioFixture.CONNECT);
            SimulatedCall call = bench.call();
            AppServer.Socket socket = bench.socket(0);
            HttpResponse<String> answer = rest(
                    bench,
                    "/Calls/" + call.callSid() + ".json",
                    "Twiml=%3CResponse%3E%3CSay%3Ehi%3C%2FSay%3E%3CHangup%2F%3E%3C%2FResponse%3E");
            assertThat(answer.statusCode()).isEqualTo(200);
            CallReport report = TwilioFixture.report(call);
            Waiting.until("socket closed", () -> socket.closed);
            assertThat(socket.of("stop")).hasSize(1);
            assertThat(bench.app.requests("/ended")).isEmpty();
            assertThat(report.heard())
                    .extracting(HeardStretch::source)
                    .containsExactly(new HeardStretch.Source.Say("hi"));
            assertThat(report.streams().getFirst().end()).contains(StreamEnd.CALL_UPDATED);
            assertThat(bench.twilio.restRequests()).singleElement().satisfies(request -> {
                assertThat(request.status()).isEqualTo(200);
                assertThat(request.params()).containsKey("Twiml");
            });
            assertThat(rest(bench, "/Calls/" + call.callSid() + ".json", "Status=completed")
                            .body())
                    .contains("21220");
        }
    }

    @Test
    void inlineTwimlWithARelativeActionIs11100() throws Exception {
        try (TwilioFixture bench = new TwilioFixture()) {
            bench.app.twiml("/voice", TwilioFixture.CONNECT);
            SimulatedCall call = bench.call();
            bench.socket(0);
            rest(
                    bench,
                    "/Calls/" + call.callSid() + ".json",
                    "Twiml=%3CResponse%3E%3CRecord+action%3D%22%2Frecorded%22%2F%3E%3C%2FResponse%3E");
            CallReport report = TwilioFixture.report(call);
            assertThat(report.notifications()).extracting(Notification::code).containsExactly(11100);
            assertThat(report.end().by()).isEqualTo(CallEnd.By.APPLICATION_ERROR);
            assertThat(report.heard())
                    .extracting(HeardStretch::source)
                    .containsExactly(new HeardStretch.Source.ApplicationError());
        }
    }

    @Test
    void recordingIsToldToTheActionAndIsThereAfterTwoRefusals() throws Exception {
        try (TwilioFixture bench = new TwilioFixture()) {
            bench.app.twiml("/voice", "<Record action=\"/recorded\" timeout=\"1\" playBeep=\"true\"/>");
            bench.app.twiml("/recorded", "<Hangup/>");
            byte[] voice = Tones.sine(300, 8000, Duration.ofMillis(1500));
            SimulatedCall call = bench.call();
            Waiting.until(
                    "end of the beep",
                    () -> call.timeline().stream()
                            .anyMatch(event -> event instanceof TimelineEvent.VerbEnded ended
                                    && ended.verb().equals("beep")));
            call.say("הודעה", voice).join();
            CallReport report = TwilioFixture.report(call);
            Map<String, String> form =
                    bench.app.requests("/recorded").getFirst().form();
            assertThat(form).containsEntry("RecordingDuration", "2").doesNotContainKeys("RecordingSid", "Digits");
            String url = form.get("RecordingUrl");
            HttpClient client = HttpClient.newHttpClient();
            assertThat(get(client, url, "wrong").statusCode()).isEqualTo(401);
            assertThat(get(client, url, TwilioFixture.TOKEN).statusCode()).isEqualTo(404);
            assertThat(get(client, url + ".wav", TwilioFixture.TOKEN).statusCode())
                    .isEqualTo(404);
            HttpResponse<byte[]> file = get(client, url, TwilioFixture.TOKEN);
            assertThat(file.statusCode()).isEqualTo(200);
            assertThat(Wav.toMulaw(file.body())).isEqualTo(voice);
            assertThat(get(client, url + ".mp3", TwilioFixture.TOKEN).statusCode())
                    .isEqualTo(415);
            assertThat(report.recordings()).hasSize(1);
            assertThat(report.heard().getFirst().source()).isEqualTo(new HeardStretch.Source.Beep());
        }
    }

    @Test
    void hangingUpEndsARecordingWithDigitsHangup() {
        try (TwilioFixture bench = new TwilioFixture()) {
            bench.app.twiml(
                    "/voice",
                    "<Record action=\"/recorded\" playBeep=\"false\" recordingStatusCallback=\"https://agent.test/ready\"/>");
            bench.app.answer("/recorded", 204, "text/xml", Buffer.buffer());
            bench.app.answer("/ready", 204, "text/xml", Buffer.buffer());
            SimulatedCall call = bench.call();
            Waiting.until(
                    "answered", () -> call.timeline().stream().anyMatch(TimelineEvent.Answered.class::isInstance));
            call.say("הודעה", Tones.sine(300, 8000, Duration.ofMillis(1000))).join();
            CallReport report = bench.hungUp(call);
            assertThat(bench.app.requests("/recorded").getFirst().form())
                    .containsEntry("Digits", "hangup")
                    .containsEntry("CallStatus", "completed");
            assertThat(bench.app.requests("/ready").getFirst().form())
                    .containsEntry("RecordingStatus", "completed")
                    .containsEntry(
                            "RecordingSid", report.recordings().getFirst().recordingSid());
        }
    }

    @Test
    void silentCallerGoesOnToTheVerbAfterRecord() {
        try (TwilioFixture bench = new TwilioFixture()) {
            bench.app.twiml(
                    "/voice",
                    "<Record action=\"/recorded\" timeout=\"1\" playBeep=\"false\"/><Redirect>/next</Redirect>");
            bench.app.twiml("/next", "<Hangup/>");
            CallReport report = TwilioFixture.report(bench.call());
            assertThat(bench.app.requests("/recorded")).isEmpty();
            assertThat(bench.app.requests("/next")).hasSize(1);
            assertThat(report.recordings()).isEmpty();
        }
    }

    @Test
    void connectionFailureIsTriedTwiceAndThenTheFallbackAnswers() {
        try (TwilioFixture bench = new TwilioFixture(
                config -> config.webhookTimeouts(Duration.ofMillis(500), Duration.ofSeconds(3)),
                number -> new PhoneNumber(
                                number.e164(),
                                "http://127.0.0.1:1/voice",
                                "POST",
                                java.util.Optional.empty(),
                                number.statusCallback(),
                                java.util.Optional.empty())
                        .withFallback("https://agent.test/fallback"))) {
            bench.app.twiml("/fallback", "<Hangup/>");
            CallReport report = TwilioFixture.report(bench.call());
            assertThat(report.webhooks(WebhookAttempt.Purpose.VOICE))
                    .extracting(WebhookAttempt::attempt)
                    .containsExactly(1, 2);
            assertThat(bench.app.requests("/fallback").getFirst().form()).containsEntry("ErrorCode", "11205");
            assertThat(report.notified(11205)).isTrue();
            assertThat(report.end().by()).isEqualTo(CallEnd.By.HANG_UP_VERB);
        }
    }

    @Test
    void repeatedWebhookCarriesOneIdempotencyToken() {
        try (TwilioFixture bench = new TwilioFixture()) {
            bench.app.twiml("/voice", "<Hangup/>");
            CallReport report =
                    TwilioFixture.report(bench.call(CallFaults.none().withRepeated(WebhookAttempt.Purpose.VOICE, 3)));
            assertThat(bench.app.requests("/voice"))
                    .hasSize(3)
                    .extracting(request -> request.headers().get("I-Twilio-Idempotency-Token"))
                    .doesNotContainNull();
            assertThat(bench.app.requests("/voice").stream()
                            .map(request -> request.headers().get("I-Twilio-Idempotency-Token"))
                            .distinct())
                    .hasSize(1);
            assertThat(report.events(TimelineEvent.Ended.class)).hasSize(1);
        }
    }

    @Test
    void badAnswersHaveTwiliosCodes() {
        try (TwilioFixture bench = new TwilioFixture()) {
            bench.app.answer("/status", 404, "text/plain", Buffer.buffer());
            bench.app.answer("/voice", 200, "application/json", Buffer.buffer("{}"));
            assertThat(TwilioFixture.report(bench.call()).notifications())
                    .extracting(Notification::code)
                    .containsExactly(12300, 15003);
            bench.app.answer("/voice", 500, "text/xml", Buffer.buffer());
            assertThat(TwilioFixture.report(bench.call()).notified(11200)).isTrue();
            bench.app.twiml("/voice", "<Play>/missing.mp3</Play>");
            assertThat(TwilioFixture.report(bench.call()).notified(11200)).isTrue();
        }
    }

    @Test
    void streamThatNeverConnectsIsGivenUpOrReplacedByAnUpdate() throws Exception {
        try (TwilioFixture bench = new TwilioFixture()) {
            bench.app.twiml("/voice", TwilioFixture.CONNECT);
            SimulatedCall given =
                    bench.call(CallFaults.none().withStream(new StreamFault.NeverConnects(Duration.ofMillis(500))));
            assertThat(TwilioFixture.report(given).notified(31901)).isTrue();
            assertThat(bench.app.requests("/ended")).hasSize(1);
            SimulatedCall saved =
                    bench.call(CallFaults.none().withStream(new StreamFault.NeverConnects(Duration.ofSeconds(30))));
            Waiting.until(
                    "connecting",
                    () -> saved.timeline().stream().anyMatch(TimelineEvent.StreamConnecting.class::isInstance));
            rest(bench, "/Calls/" + saved.callSid() + ".json", "Twiml=%3CResponse%3E%3CHangup%2F%3E%3C%2FResponse%3E");
            assertThat(TwilioFixture.report(saved).end().by()).isEqualTo(CallEnd.By.HANG_UP_VERB);
            assertThat(bench.app.requests("/ended")).hasSize(1);
            assertThat(bench.app.sockets).isEmpty();
        }
    }

    @Test
    void restAnswersAsTwilioDoes() throws Exception {
        try (TwilioFixture bench = new TwilioFixture()) {
            assertThat(rest(bench, "/Calls/CAunknown.json", "Status=completed").body())
                    .contains("20404");
            HttpResponse<String> sent = rest(
                    bench,
                    "/Messages.json",
                    "To=whatsapp%3A%2B972501234567&From=whatsapp%3A%2B97237000000&Body=hi"
                            + "&StatusCallback=https%3A%2F%2Fagent.test%2Fmessage-status");
            assertThat(sent.statusCode()).isEqualTo(201);
            assertThat(sent.body()).contains("\"queued\"");
            Waiting.until("63016", () -> !bench.app.requests("/message-status").isEmpty());
            assertThat(bench.app.requests("/message-status").getFirst().form())
                    .containsEntry("MessageStatus", "failed")
                    .containsEntry("ErrorCode", "63016");
            bench.twilio.breakRest(new RestFault.Unauthorized(), 1);
            assertThat(rest(bench, "/Messages.json", "To=x").statusCode()).isEqualTo(401);
            assertThat(rest(bench, "/Messages.json", "To=x").statusCode()).isEqualTo(400);
            HttpResponse<byte[]> numbers = get(
                    HttpClient.newHttpClient(),
                    bench.twilio.baseUrl() + "/2010-04-01/Accounts/" + TwilioFixture.ACCOUNT
                            + "/IncomingPhoneNumbers.json",
                    TwilioFixture.TOKEN);
            assertThat(new String(numbers.body(), java.nio.charset.StandardCharsets.UTF_8))
                    .contains("https://agent.test/voice", "https://agent.test/status");
        }
    }

    private static HttpResponse<String> rest(TwilioFixture bench, String path, String form) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create(bench.twilio.baseUrl() + "/2010-04-01/Accounts/" + TwilioFixture.ACCOUNT + path))
                .header("Authorization", basic(TwilioFixture.TOKEN))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form))
                .build();
        return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    }

    private static HttpResponse<byte[]> get(HttpClient client, String url, String token) throws Exception {
        return client.send(
                HttpRequest.newBuilder(URI.create(url))
                        .header("Authorization", basic(token))
                        .build(),
                HttpResponse.BodyHandlers.ofByteArray());
    }

    private static String basic(String token) {
        return "Basic "
                + Base64.getEncoder()
                        .encodeToString((TwilioFixture.ACCOUNT + ":" + token)
                                .getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }
}
