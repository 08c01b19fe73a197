package io.agentlocator.gateway.app;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;

import io.agentlocator.events.Call;
import io.agentlocator.events.Event;
import io.agentlocator.events.EventCodec;
import io.agentlocator.events.Received;
import io.agentlocator.events.Reply;
import io.agentlocator.events.Topic;
import io.agentlocator.gateway.CallBook;
import io.agentlocator.testbed.infrastructure.KafkaTestResource;
import io.agentlocator.twilio.TwilioSignature;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The whole service on a real broker, asked as Twilio asks. */
@QuarkusTest
@TestProfile(GatewayTest.Configured.class)
@QuarkusTestResource(value = KafkaTestResource.class, restrictToAnnotatedClass = true)
class GatewayTest {

    public static class Configured implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "gateway.public-base-url", "voice.example.com/",
                    "gateway.account-sid", "AC1",
                    "gateway.auth-token", "12345");
        }
    }

    private static final TwilioSignature SIGNATURE = new TwilioSignature("12345");
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Inject
    CallBook book;

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String brokers;

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
        post(
                        "handle_recording",
                        Map.of("CallSid", call, "RecordingUrl", "https://r.example/RE1", "RecordingDuration", "4"))
                .statusCode(200)
                .body(containsString("thanks_he.mp3"));
        post(
                        "recording_status",
                        Map.of(
                                "CallSid", call,
                                "RecordingSid", "RE1",
                                "RecordingStatus", "completed",
                                "RecordingUrl", "https://r.example/RE1",
                                "RecordingDuration", "4"))
                .statusCode(204);
        post("call_status", Map.of("CallSid", call, "CallStatus", "completed", "CallDuration", "31"))
                .statusCode(204)
                .body(equalTo(""));

        List<Event> told = calls(4);
        assertThat(told.getFirst())
                .isInstanceOfSatisfying(
                        Call.Received.class,
                        received -> assertThat(received.from()).isEqualTo("+972525381648"));
        assertThat(told.subList(1, told.size()))
                .containsExactly(
                        new Call.StreamEnded(call, "in-progress", Call.Continuation.RECORD),
                        new Call.RecordingReceived(call, "RE1", "https://r.example/RE1", 4),
                        new Call.Ended(call, "completed", 31));
    }

    @Test
    void theAgentsGoodbyeComesFromTheLog() {
        say(new Reply.HangUp(call, 2));
        await(() -> book.state(call).leaving() != null);
        post("stream_ended", Map.of("CallSid", call, "CallStatus", "in-progress"))
                .statusCode(200)
                .body(containsString("<Hangup/>"));
    }

    @Test
    void aPreviewIsForEverybodyAndTellsNothing() {
        given().when()
                .get("/webhook/incoming_call")
                .then()
                .statusCode(200)
                .header("Content-Type", equalTo("text/xml; charset=utf-8"))
                .header("Cache-Control", equalTo("no-store"))
                .body(containsString("<Play>https://voice.example.com/static/tts/greeting_he.mp3</Play>"));
        assertThat(book.state("preview").received()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "incoming_call",
                "stream_ended",
                "transfer_ended",
                "handle_recording",
                "recording_status",
                "call_status"
            })
    void whatIsForgedIsRefused(String route) {
        given().header(TwilioSignature.HEADER, "AAAA")
                .formParam("CallSid", call)
                .post("/webhook/" + route)
                .then()
                .statusCode(403);
        given().post("/webhook/" + route).then().statusCode(403);
        assertThat(book.state(call).received()).isFalse();
    }

    @Test
    void aBodyThatIsTooLongIsNotRead() {
        given().contentType("application/x-www-form-urlencoded")
                .body("CallSid=" + "x".repeat(2_000_000))
                .post("/webhook/incoming_call")
                .then()
                .statusCode(413);
    }

    @ParameterizedTest
    @ValueSource(strings = {"greeting_he.mp3", "fallback_he.mp3", "thanks_he.mp3"})
    void theRecordedPhrasesAreServed(String file) {
        var head = given().head("/static/tts/" + file).then().statusCode(200).extract();
        var get = given().get("/static/tts/" + file).then().statusCode(200).extract();
        for (var answer : List.of(head, get)) {
            assertThat(answer.headers().getValues("Content-Type")).containsExactly("audio/mpeg");
            assertThat(answer.headers().getValues("Cache-Control")).containsExactly("public, max-age=300");
            assertThat(Integer.parseInt(answer.header("Content-Length"))).isEqualTo(get.asByteArray().length);
        }
        assertThat(get.asByteArray()).as(file).hasSizeGreaterThan(1000);
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
        return given().header(
                        TwilioSignature.HEADER, SIGNATURE.sign("https://voice.example.com/webhook/" + route, lists))
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

    /** This call's events on {@code calls}, once there are as many as expected, and none more for a moment after. */
    private List<Event> calls(int expected) {
        var told = new ArrayList<Event>();
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
            consumer.subscribe(List.of(Topic.CALLS.topicName()));
            await(() -> {
                consumer.poll(Duration.ofMillis(200)).forEach(record -> {
                    if (record.key().equals(call) && EventCodec.decode(record) instanceof Received.Known known) {
                        told.add(known.event());
                    }
                });
                return told.size() >= expected;
            });
            consumer.poll(Duration.ofMillis(500)).forEach(record -> {
                if (record.key().equals(call) && EventCodec.decode(record) instanceof Received.Known known) {
                    told.add(known.event());
                }
            });
        }
        return told;
    }

    private static void await(BooleanSupplier condition) {
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime() - until).as("waited too long").isNegative();
            Thread.onSpinWait();
        }
    }
}
