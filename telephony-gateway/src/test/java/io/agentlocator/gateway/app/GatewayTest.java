package io.agentlocator.gateway.app;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;

import io.agentlocator.events.Call;
import io.agentlocator.events.DecodedRecord;
import io.agentlocator.events.Event;
import io.agentlocator.events.EventCodec;
import io.agentlocator.events.LogLine;
import io.agentlocator.events.Message;
import io.agentlocator.events.Reply;
import io.agentlocator.events.Topic;
import io.agentlocator.gateway.CallState;
import io.agentlocator.gateway.CallStates;
import io.agentlocator.gateway.ConversationId;
import io.agentlocator.gateway.EndedCalls;
import io.agentlocator.gateway.twilio.BrokenWebhooks;
import io.agentlocator.gateway.twilio.RawHttp;
import io.agentlocator.testbed.infrastructure.KafkaTestResource;
import io.agentlocator.twilio.TwilioSignature;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logmanager.ExtLogRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The whole service with a real broker, requested as by Twilio. */
@QuarkusTest
@TestProfile(GatewayTest.Configured.class)
@QuarkusTestResource(value = KafkaTestResource.class, restrictToAnnotatedClass = true)
class GatewayTest {

    public static class Configured implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "gateway.public-base-url", "voice.example.com/",
                    "gateway.api-base-url", "http://127.0.0.1:1",
                    "gateway.account-sid", "AC1",
                    "gateway.auth-token", "12345");
        }
    }

    private static final TwilioSignature SIGNATURE = new TwilioSignature("12345");
    private static final String BASE = "https://voice.example.com";
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Inject
    CallStates states;

    @Inject
    EndedCalls ended;

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String brokers;

    private static final String RECORDING = "https://api.twilio.com/2010-04-01/Accounts/AC1/Recordings/RE1";

    private final String call = "CA" + UUID.randomUUID().toString().replace("-", "");

    @Test
    void aCallFromItsFirstWebhookToItsLast() {
        post("incoming_call", Map.of("CallSid", call, "From", "+972525381648", "To", "+97237000000"))
                .statusCode(200)
                .header("Content-Type", equalTo("text/xml; charset=utf-8"))
                .header("Cache-Control", equalTo("no-store"))
                .body(startsWith("<?xml"))
                .body(containsString("wss://voice.example.com/ws/twilio-media"));
        post("stream_ended", Map.of("CallSid", call, "CallStatus", "in-progress"))
                .statusCode(200)
                .body(containsString("<Record action=\"https://voice.example.com/webhook/handle_recording\""));
        post("handle_recording", Map.of("CallSid", call, "RecordingUrl", RECORDING, "RecordingDuration", "4"))
                .statusCode(200)
                .body(containsString("thanks_he.mp3"));
        post(
                        "recording_status",
                        Map.of(
                                "CallSid", call,
                                "RecordingSid", "RE1",
                                "RecordingStatus", "completed",
                                "RecordingUrl", RECORDING,
                                "RecordingDuration", "4"))
                .statusCode(204);
        post("call_status", Map.of("CallSid", call, "CallStatus", "completed", "CallDuration", "31"))
                .statusCode(204)
                .body(equalTo(""));

        List<Event> published = calls(4);
        assertThat(published.getFirst())
                .isInstanceOfSatisfying(
                        Call.Received.class,
                        received -> assertThat(received.from()).isEqualTo("+972525381648"));
        assertThat(published.subList(1, published.size()))
                .containsExactly(
                        new Call.StreamEnded(call, "in-progress", Call.Continuation.RECORD),
                        new Call.RecordingReceived(call, "RE1", RECORDING, 4),
                        new Call.Ended(call, "completed", 31));
    }

    @Test
    void theAgentsGoodbyeComesFromTheLog() {
        say(new Reply.HangUp(call, 2));
        await(() -> states.state(call).exit() != null);
        post("stream_ended", Map.of("CallSid", call, "CallStatus", "in-progress"))
                .statusCode(200)
                .body(containsString("<Hangup/>"));
    }

    @Test
    void aPreviewNeedsNoSignatureAndPublishesNothing() {
        given().when()
                .get("/webhook/incoming_call")
                .then()
                .statusCode(200)
                .header("Content-Type", equalTo("text/xml; charset=utf-8"))
                .header("Cache-Control", equalTo("no-store"))
                .body(containsString("<Play>https://voice.example.com/static/tts/greeting_he.mp3</Play>"));
        assertThat(states.state("preview").is(CallState.Fact.RECEIVED)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "incoming_call",
                "stream_ended",
                "transfer_ended",
                "handle_recording",
                "recording_status",
                "call_status",
                "stream_status",
                "whatsapp/twilio",
                "whatsapp/status"
            })
    void whatIsForgedIsRefused(String route) {
        given().header(TwilioSignature.HEADER, "AAAA")
                .formParam("CallSid", call)
                .post("/webhook/" + route)
                .then()
                .statusCode(403);
        given().post("/webhook/" + route).then().statusCode(403);
        assertThat(states.state(call).is(CallState.Fact.RECEIVED)).isFalse();
    }

    @Test
    void aBodyOfTwoMegabytesIsAnsweredLikeAnyOther() {
        var form = Map.of("CallSid", call, "CallStatus", "in-progress", "Padding", "x".repeat(2_000_000));
        post("stream_ended", form).statusCode(200).body(containsString("<Record"));
        post("call_status", form).statusCode(204);
        given().contentType("application/x-www-form-urlencoded")
                .body("CallSid=" + "x".repeat(2_000_000))
                .post("/webhook/incoming_call")
                .then()
                .statusCode(403);
    }

    @Test
    void aBodyThatIsFarTooLongIsNotRead() throws IOException {
        try (var http = new RawHttp(RestAssured.port)) {
            String head = "POST /webhook/incoming_call HTTP/1.1\r\nHost: a\r\nContent-Length: 5000000\r\n\r\n";
            assertThat(http.send(head.getBytes(ISO_8859_1), false).status()).isEqualTo(413);
        }
    }

    @Test
    void aNumberMayAskByGet() {
        String uri = "/webhook/incoming_call?CallSid=" + call + "&From=%2B972525381648&To=%2B97237000000";
        given().urlEncodingEnabled(false)
                .header(TwilioSignature.HEADER, SIGNATURE.sign(BASE + uri, Map.of()))
                .get(uri)
                .then()
                .statusCode(200)
                .body(containsString("value=\"" + call + "\""));
        assertThat(calls(1))
                .singleElement()
                .isInstanceOfSatisfying(
                        Call.Received.class,
                        received -> assertThat(received.from()).isEqualTo("+972525381648"));
    }

    @Test
    void whatIsNoWebhookIsNotFound() {
        given().post("/webhook/legacy").then().statusCode(404);
        given().get("/webhook/whatsapp").then().statusCode(404);
        given().head("/webhook/incoming_call").then().statusCode(200);
        given().get("/static/tts/" + call + "-1.mp3").then().statusCode(404);
    }

    @Test
    void aWrittenMessageIsPublished() {
        var form = Map.of(
                "MessageSid", "SM" + call.substring(2),
                "From", "whatsapp:+972525381648",
                "To", "whatsapp:+97237000000",
                "Body", "שלום מבע״מ");
        post("whatsapp/twilio", form).statusCode(204).body(equalTo(""));
        post("whatsapp/twilio", form).statusCode(204);
        var status = Map.of(
                "MessageSid", "SM" + call.substring(2),
                "From", "whatsapp:+97237000000",
                "To", "whatsapp:+972525381648",
                "MessageStatus", "read");
        post("whatsapp/status", status).statusCode(204);
        String conversation = ConversationId.id("+972525381648", "+97237000000");
        assertThat(read(Topic.MESSAGES, conversation, 2))
                .containsExactly(
                        new Message.Received(
                                conversation,
                                "SM" + call.substring(2),
                                "+972525381648",
                                "+97237000000",
                                "שלום מבע״מ",
                                0,
                                null),
                        new Message.StatusChanged(conversation, "SM" + call.substring(2), "read", null));
    }

    @Test
    void noBrokenWebhookIsAFault() throws IOException {
        var random = new Random(71);
        var broken = new BrokenWebhooks(random);
        var millis = new ArrayList<Long>();
        try (var http = new RawHttp(RestAssured.port)) {
            for (int i = 0; i < 3000; i++) {
                BrokenWebhooks.Sent sent = broken.next();
                var right = BrokenWebhooks.signature(sent, SIGNATURE, BASE);
                boolean genuine = right.isPresent() && i % 4 != 0;
                String signature = genuine ? right.get() : "AAAA" + i;
                var headers = new LinkedHashMap<>(sent.headers());
                headers.put(TwilioSignature.HEADER, signature);
                long began = System.nanoTime();
                var answer = http.send(sent.get() ? "GET" : "POST", sent.uri(), headers, sent.body());
                millis.add(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began));
                int expected = !genuine ? 403 : BrokenWebhooks.saysNothing(sent) ? 204 : 200;
                // The server itself refuses an invalid URL.
                boolean url = !sent.uri().matches(".*%(?![0-9A-Fa-f]{2}).*");
                assertThat(answer.status())
                        .as("request %d %s", i, sent)
                        .isIn(url ? List.of(expected) : List.of(expected, 400));
                if (answer.status() == 200) {
                    assertThat(answer.headers())
                            .containsEntry("content-type", "text/xml; charset=utf-8")
                            .containsEntry("cache-control", "no-store");
                    assertThat(new String(answer.body(), UTF_8)).startsWith("<?xml");
                }
            }
        }
        millis.sort(null);
        System.out.printf(
                "webhooks over HTTP: p50 %d ms, p95 %d ms, p99 %d ms%n",
                millis.get(1500), millis.get(2850), millis.get(2970));
        assertThat(millis.get(1500)).as("half of the answers, in milliseconds").isLessThan(100);
    }

    @Test
    void aSignedWebhookMayComeInPieces() throws IOException {
        String signature = SIGNATURE.sign(
                BASE + "/webhook/incoming_call", Map.of("CallSid", List.of(call), "From", List.of("+972525381648")));
        try (var http = new RawHttp(RestAssured.port)) {
            String request = "POST /webhook/incoming_call HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n"
                    + "Content-Type: application/x-www-form-urlencoded\r\n" + TwilioSignature.HEADER + ": " + signature
                    + "\r\n\r\n" + piece("CallSid=") + piece(call + "&Fr") + piece("om=%2B9725") + piece("25381648")
                    + "0\r\n\r\n";
            var answer = http.send(request.getBytes(ISO_8859_1), false);
            assertThat(answer.status()).isEqualTo(200);
            assertThat(new String(answer.body(), UTF_8)).contains("value=\"" + call + "\"");
        }
    }

    private static String piece(String text) {
        return Integer.toHexString(text.length()) + "\r\n" + text + "\r\n";
    }

    @ParameterizedTest
    @ValueSource(strings = {"X-Flood: 1\r\n", "X-Twilio-Signature: AAAA\r\n", "I-Twilio-Idempotency-Token: 1\r\n"})
    void aFloodOfHeadersIsNoFault(String header) throws IOException {
        for (int many : new int[] {50, 5_000}) {
            try (var http = new RawHttp(RestAssured.port)) {
                String request = "POST /webhook/call_status HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\n"
                        + header.repeat(many) + "\r\n";
                assertThat(http.send(request.getBytes(ISO_8859_1), false).status())
                        .as("%d times", many)
                        .isBetween(0, 499);
            }
        }
        given().get("/webhook/incoming_call").then().statusCode(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "POST /webhook/incoming_call HTTP/1.1\r\nHost: a\r\nContent-Length: 500\r\n\r\nCallSid=CA1",
                "POST /webhook/incoming_call HTTP/1.1\r\nHost: a\r\nContent-Length: -1\r\n\r\n",
                "POST /webhook/incoming_call HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nCallSid",
                "POST /webhook/incoming_call HTTP/1.1\r\nContent-Length: 3\r\n\r\nA=1",
                "POST /webhook/%zz%00 HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\n\r\n",
                "POST /webhook/../webhook/call_status HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\n\r\n",
                "POST /webhook/call_status HTTP/1.1\r\nHost: a\r\nContent-Encoding: gzip\r\nContent-Length: 3\r\n\r\nA=1",
                "POST /webhook/call_status HTTP/1.1\r\nHost: a\r\nContent-Type: multipart/form-data\r\nContent-Length: 3\r\n\r\nA=1",
                "POST /webhook/call_status HTTP/1.1\r\nHost: a\r\nContent-Type: ;;;\r\nAccept: nothing/at-all\r\nContent-Length: 0\r\n\r\n",
                "POST /webhook/call_status HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 3\r\n\r\nA=1",
                "DELETE /webhook/call_status HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\n\r\n",
                "GET /webhook/incoming_call?%zz=%&&& HTTP/1.1\r\nHost: a\r\n\r\n",
                "nonsense\r\n\r\n"
            })
    void noBrokenRequestIsAFault(String request) throws IOException {
        try (var http = new RawHttp(RestAssured.port)) {
            assertThat(http.send(request.getBytes(ISO_8859_1), true).status()).isLessThan(500);
        }
        given().get("/webhook/incoming_call").then().statusCode(200);
    }

    @Test
    void operatorsSeeHowItIs() {
        await(() -> given().get("/readyz").asString().contains("Twilio does not answer"));
        given().get("/readyz").then().statusCode(503).body("twilio_secrets", containsString("Twilio does not answer"));
        await(() -> given().get("/version").jsonPath().getList("services").size() == 1);
        assertThat(given().get("/version").asString())
                .contains("\"reply_mode\":\"stream\"", "\"app\":\"AgentLocator\"");

        String uri = "/ops/log?call_sid=" + call;
        given().get(uri).then().statusCode(403);
        given().header(TwilioSignature.HEADER, SIGNATURE.sign(BASE + uri, Map.of()))
                .get(uri)
                .then()
                .statusCode(200);
    }

    @Test
    void theTimeOfEachRouteIsMeasured() {
        given().get("/webhook/incoming_call").then().statusCode(200);
        await(() -> given().get("/q/metrics")
                .asString()
                .lines()
                .anyMatch(line -> line.startsWith("agentlocator_webhook_time_seconds_bucket")
                        && line.contains("route=\"/webhook/incoming_call\"")
                        && line.contains("le=\"0.1")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"greeting_he.mp3", "fallback_he.mp3", "thanks_he.mp3", "leave_message_he.mp3"})
    void theRecordedPhrasesAreServed(String file) {
        var head = given().head("/static/tts/" + file).then().statusCode(200).extract();
        var get = given().get("/static/tts/" + file).then().statusCode(200).extract();
        for (var answer : List.of(head, get)) {
            assertThat(answer.headers().getValues("Content-Type")).containsExactly("audio/mpeg");
            assertThat(answer.headers().getValues("Cache-Control")).containsExactly("public, max-age=300");
            assertThat(Integer.parseInt(answer.header("Content-Length"))).isEqualTo(get.asByteArray().length);
            assertThat(answer.header("Last-Modified"))
                    .as("not from a file: Vert.x deletes its files at SIGTERM")
                    .isNull();
        }
        assertThat(get.asByteArray()).as(file).hasSizeGreaterThan(1000);
    }

    /** More of them than are logged at once; the signed request among them is logged all the same, and published. */
    @Test
    void aFloodOfStrangersIsThinnedAndNeverPublished() throws Exception {
        var lines = new ConcurrentLinkedQueue<String>();
        Handler handler = new Handler() {
            @Override
            public void publish(LogRecord entry) {
                lines.add(entry instanceof ExtLogRecord known ? known.getFormattedMessage() : entry.getMessage());
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        int requests = 1_500;
        long began = System.nanoTime();
        Logger.getLogger("").addHandler(handler);
        try (var http = HttpClient.newHttpClient()) {
            var strange = HttpRequest.newBuilder(
                            URI.create(RestAssured.baseURI + ":" + RestAssured.port + "/stranger/" + "x".repeat(900)))
                    .build();
            var unsigned = HttpRequest.newBuilder(
                            URI.create(RestAssured.baseURI + ":" + RestAssured.port + "/webhook/stream_ended"))
                    .POST(HttpRequest.BodyPublishers.ofString("CallSid=CA1"))
                    .build();
            for (int i = 0; i < requests; i += 2) {
                assertThat(http.send(strange, HttpResponse.BodyHandlers.discarding())
                                .statusCode())
                        .isEqualTo(404);
                assertThat(http.send(unsigned, HttpResponse.BodyHandlers.discarding())
                                .statusCode())
                        .isEqualTo(403);
            }
            post("call_status", Map.of("CallSid", call, "CallStatus", "completed", "CallDuration", "3"))
                    .statusCode(204);
        } finally {
            Logger.getLogger("").removeHandler(handler);
        }
        long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - began);
        long most = 510 + 10 * seconds;
        assertThat(lines.stream().filter(line -> line.startsWith("REQ")).count())
                .as("in %d s", seconds)
                .isLessThan(most);
        assertThat(lines.stream()
                        .filter(line -> line.startsWith("webhook refused"))
                        .count())
                .isLessThan(most);
        assertThat(lines).allSatisfy(line -> assertThat(line).hasSizeLessThan(400));
        assertThat(lines).contains("REQ method=POST path=/webhook/call_status");
        assertThat(lines).anyMatch(line -> line.startsWith("RES method=POST path=/webhook/call_status status=204"));
        List<String> published = read(Topic.OPS_LOG, "telephony-gateway", 2).stream()
                .map(event -> ((LogLine.Written) event).line())
                .toList();
        assertThat(published)
                .contains("REQ method=POST path=/webhook/call_status")
                .noneMatch(line -> line.contains("stranger") || line.contains("status=403"));
        assertThat(calls(1)).containsExactly(new Call.Ended(call, "completed", 3));
    }

    /** Another replica has written the end, or this one before it was started anew. */
    @Test
    void aCallWhoseEndIsOnTheTopicGetsNoStreamToken() {
        say(new Call.Ended(call, "completed", 31));
        await(() -> ended.contains(call));
        post("incoming_call", Map.of("CallSid", call, "From", "+972525381648", "To", "+97237000000"))
                .statusCode(200)
                .body(org.hamcrest.Matchers.not(containsString("token")))
                .body(containsString("<Response/>"));
    }

    @Test
    void itIsLiveWhileItsThreadsAre() {
        given().get("/q/health/live")
                .then()
                .statusCode(200)
                .body("checks.find { it.name == 'threads' }.status", equalTo("UP"));
    }

    @Test
    void itIsReadyAndSaysHowLongTheGreetingIs() {
        given().get("/q/health/ready")
                .then()
                .body(
                        "checks.find { it.name == 'telephony-gateway' }.data.greeting_ms",
                        org.hamcrest.Matchers.notNullValue())
                .statusCode(200);
    }

    private static ValidatableResponse post(String route, Map<String, String> form) {
        var lists = new LinkedHashMap<String, List<String>>();
        form.forEach((name, value) -> lists.put(name, List.of(value)));
        return given().header(TwilioSignature.HEADER, SIGNATURE.sign(BASE + "/webhook/" + route, lists))
                .contentType("application/x-www-form-urlencoded; charset=utf-8")
                .formParams(form)
                .post("/webhook/" + route)
                .then();
    }

    private void say(Event event) {
        try (var producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", brokers), new StringSerializer(), new ByteArraySerializer())) {
            producer.send(new EventCodec("dialog-service").encode(event, Instant.now(), null));
        }
    }

    private List<Event> calls(int expected) {
        return read(Topic.CALLS, call, expected);
    }

    /** The events of one key: waits for as many as expected, and for a moment more. */
    private List<Event> read(Topic topic, String key, int expected) {
        var events = new ArrayList<Event>();
        try (var consumer = new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers",
                        brokers,
                        "group.id",
                        UUID.randomUUID().toString(),
                        "auto.offset.reset",
                        "earliest"),
                new StringDeserializer(),
                new ByteArrayDeserializer())) {
            consumer.subscribe(List.of(topic.topicName()));
            Consumer<Duration> poll = wait -> consumer.poll(wait).forEach(record -> {
                if (record.key().equals(key) && EventCodec.decode(record) instanceof DecodedRecord.Known known) {
                    events.add(known.event());
                }
            });
            await(() -> {
                poll.accept(Duration.ofMillis(200));
                return events.size() >= expected;
            });
            poll.accept(Duration.ofMillis(500));
        }
        return events;
    }

    private static void await(BooleanSupplier condition) {
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime() - until).as("waited too long").isNegative();
            Thread.onSpinWait();
        }
    }
}
