package io.agentlocator.gateway.kafka;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;

import io.agentlocator.events.AgentAudio;
import io.agentlocator.events.Call;
import io.agentlocator.events.DecodedRecord;
import io.agentlocator.events.Event;
import io.agentlocator.events.EventCodec;
import io.agentlocator.events.MediaEvent;
import io.agentlocator.events.Reply;
import io.agentlocator.events.Topic;
import io.agentlocator.gateway.TwimlPlayback;
import io.agentlocator.shell.ReplyMode;
import io.agentlocator.shell.kafka.CallLogFactory;
import io.agentlocator.testbed.infrastructure.KafkaTestResource;
import io.agentlocator.twilio.StreamToken;
import io.agentlocator.twilio.TwilioSignature;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The agent answers by TwiML: a clip, an update of the live call, a new stream; with a real broker and a fake Twilio. */
@QuarkusTest
@TestProfile(ReplyByTwimlTest.ByTwiml.class)
@QuarkusTestResource(value = KafkaTestResource.class, restrictToAnnotatedClass = true)
class ReplyByTwimlTest {

    public static class ByTwiml implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "agentlocator.reply-mode", "twiml",
                    "gateway.public-base-url", "http://127.0.0.1:" + FakeTwilio.publicPort() + "/",
                    "gateway.api-base-url", "http://127.0.0.1:" + FakeTwilio.twilioPort(),
                    "gateway.account-sid", "AC1",
                    "gateway.auth-token", "12345");
        }
    }

    private static final TwilioSignature SIGNATURE = new TwilioSignature("12345");
    private static final String PUBLIC = "http://127.0.0.1:" + FakeTwilio.publicPort();
    private static final Duration PATIENCE = Duration.ofSeconds(40);
    private static final byte[] MP3 = "not really sound".getBytes(UTF_8);

    private static FakeTwilio outside;

    @Inject
    CallLogFactory logs;

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String brokers;

    private final String call = "CA" + UUID.randomUUID().toString().replace("-", "");
    private KafkaProducer<String, byte[]> producer;

    @BeforeAll
    static void open() {
        outside = new FakeTwilio();
    }

    @AfterAll
    static void close() {
        outside.close();
    }

    @BeforeEach
    void start() {
        outside.reset(RestAssured.port);
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", brokers), new StringSerializer(), new ByteArraySerializer());
    }

    @AfterEach
    void stop() {
        producer.close();
    }

    @Test
    void aTurnIsPlayedThenTheAgentSaysGoodbye() {
        say(new MediaEvent.StreamStarted(call, "MZ1"));
        say(new AgentAudio.ReplyClip(call, 1, 60, MP3));
        String document = update(1);
        assertThat(document)
                .contains("<Play>" + PUBLIC + "/static/tts/" + call + "-1.mp3</Play>" + "<Connect action=\"" + PUBLIC
                        + "/webhook/stream_ended?turn=1\"><Stream url=\"ws://")
                .contains("<Parameter name=\"call_sid\" value=\"" + call + "\"/>");
        var token = Pattern.compile("name=\"token\" value=\"([^\"]+)\"").matcher(document);
        assertThat(token.find()).isTrue();
        assertThat(StreamToken.keyed(null, "12345").orElseThrow().verify(token.group(1), call, Instant.now()))
                .isInstanceOf(StreamToken.Genuine.class);
        assertThat(outside.asked()).contains("HEAD /static/tts/" + call + "-1.mp3 200");

        var got = given().get("/static/tts/" + call + "-1.mp3")
                .then()
                .statusCode(200)
                .extract();
        assertThat(got.asByteArray()).isEqualTo(MP3);
        assertThat(got.headers().getValues("Content-Type")).containsExactly("audio/mpeg");
        var head = given().head("/static/tts/" + call + "-1.mp3")
                .then()
                .statusCode(200)
                .extract();
        assertThat(head.header("Content-Length")).isEqualTo(Integer.toString(MP3.length));
        assertThat(head.headers().getValues("Cache-Control")).containsExactly("private, max-age=60");

        // Twilio may request the action of the stream that was replaced.
        streamEnded("/webhook/stream_ended").body(containsString(call + "-1.mp3"));

        say(new MediaEvent.StreamStarted(call, "MZ2"));
        say(new Reply.HangUp(call, 2));
        say(new AgentAudio.ReplyClip(call, 2, 60, MP3));
        say(new AgentAudio.HangUp(call, 2));
        assertThat(update(2)).contains(call + "-2.mp3");
        say(new MediaEvent.StreamStarted(call, "MZ3"));
        assertThat(update(3)).endsWith("<Response><Hangup/></Response>");
        assertThat(calls(4))
                .containsExactly(
                        new Call.ReplyPlaying(call, 1, 60),
                        new Call.StreamEnded(call, "in-progress", Call.Continuation.SUPERSEDED),
                        new Call.ReplyPlaying(call, 2, 60),
                        new Call.StreamEnded(call, "in-progress", Call.Continuation.HANG_UP));
    }

    @Test
    void aMessageIsTakenAndAPersonIsCalledTheSameWay() {
        say(new Reply.TakeMessage(call, 1));
        say(new AgentAudio.ReplyClip(call, 1, 20, MP3));
        say(new AgentAudio.HangUp(call, 1));
        update(1);
        say(new MediaEvent.StreamStarted(call, "MZ2"));
        assertThat(update(2)).contains("leave_message_he.mp3", "<Record action=\"" + PUBLIC + "/webhook/");

        String other = call + "b";
        say(new Reply.Transfer(other, 1, "+97237000001"));
        say(new AgentAudio.HangUp(other, 1));
        await(() -> outside.updates(other).size() == 1);
        assertThat(outside.updates(other).getFirst())
                .contains("<Dial action=\"" + PUBLIC + "/webhook/transfer_ended\"", "<Number>+97237000001</Number>");
    }

    @Test
    void aClipThatCannotBeFetchedFromOutsideIsNotPlayed() {
        outside.hide("/static/tts/" + call + "-1.mp3");
        say(new AgentAudio.ReplyClip(call, 1, 60, MP3));
        assertThat(update(1)).contains("fallback_he.mp3", "<Record ").doesNotContain(call + "-1.mp3");
        assertThat(calls(1)).containsExactly(new Call.StreamEnded(call, "in-progress", Call.Continuation.RECORD));
    }

    @Test
    void aClipThatIsOutsideALittleLaterIsPlayed() {
        outside.hide("/static/tts/" + call + "-1.mp3", 2);
        say(new AgentAudio.ReplyClip(call, 1, 60, MP3));
        assertThat(update(1)).contains(call + "-1.mp3");
    }

    @Test
    void twilioIsAskedAgainWhenItFaltersAndBelievedWhenTheCallIsOver() {
        outside.answers(call, 503, 0);
        outside.answers(call, 429, 20429);
        say(new AgentAudio.ReplyClip(call, 1, 20, MP3));
        update(3);
        assertThat(calls(1)).containsExactly(new Call.ReplyPlaying(call, 1, 20));

        String gone = call + "c";
        outside.answers(gone, 400, 21220);
        say(new AgentAudio.ReplyClip(gone, 1, 20, MP3));
        await(() -> outside.updates(gone).size() == 1);
        say(new AgentAudio.ReplyClip(gone, 2, 20, MP3));
        say(new AgentAudio.ReplyClip(call, 2, 20, MP3));
        update(4);
        assertThat(outside.updates(gone)).as("not updated again").hasSize(1);
    }

    /** A second instance: the calls are shared, and one instance updates each. */
    @Test
    void ofTwoInstancesOneTells() {
        Queue<TwimlPlayback.Step> toldByTheOther = new ConcurrentLinkedQueue<>();
        var other = new ReplyListener(
                ReplyMode.TWIML,
                (step, done) -> {
                    toldByTheOther.add(step);
                    done.accept(new TwimlPlayback.Outcome.Over(step.callSid()));
                },
                logs);
        other.open(new StartupEvent());
        try {
            var sids = new ArrayList<String>();
            await(() -> {
                String sid = call + "n" + sids.size();
                sids.add(sid);
                say(new AgentAudio.ReplyClip(sid, 1, 20, MP3));
                pauseBriefly();
                return toldByTheOther.size() >= 3;
            });
            var shared = new ArrayList<String>();
            for (int i = 0; i < 30; i++) {
                shared.add(call + "s" + i);
                say(new AgentAudio.ReplyClip(shared.getLast(), 1, 20, MP3));
            }
            await(() -> shared.stream().allMatch(sid -> times(sid, toldByTheOther) >= 1));
            assertThat(shared)
                    .allSatisfy(sid ->
                            assertThat(times(sid, toldByTheOther)).as(sid).isEqualTo(1));
            assertThat(shared)
                    .anySatisfy(sid -> assertThat(outside.updates(sid)).hasSize(1));
            assertThat(shared)
                    .anySatisfy(sid -> assertThat(outside.updates(sid)).isEmpty());
        } finally {
            other.close(new ShutdownEvent());
        }
        // The calls of the other instance belong to this one again.
        var again = new ArrayList<String>();
        for (int i = 0; i < 12; i++) {
            again.add(call + "a" + i);
            say(new AgentAudio.ReplyClip(again.getLast(), 1, 20, MP3));
        }
        await(() -> again.stream().allMatch(sid -> outside.updates(sid).size() == 1));
    }

    private static long times(String sid, Queue<TwimlPlayback.Step> toldByTheOther) {
        return outside.updates(sid).size()
                + toldByTheOther.stream()
                        .filter(step -> step.callSid().equals(sid))
                        .count();
    }

    private static void pauseBriefly() {
        java.util.concurrent.locks.LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
    }

    private io.restassured.response.ValidatableResponse streamEnded(String uri) {
        var form = Map.of("CallSid", List.of(call), "CallStatus", List.of("in-progress"));
        return given().header(TwilioSignature.HEADER, SIGNATURE.sign(PUBLIC + uri, form))
                .formParam("CallSid", call)
                .formParam("CallStatus", "in-progress")
                .post(uri)
                .then()
                .statusCode(200);
    }

    private String update(int number) {
        await(() -> outside.updates(call).size() >= number);
        assertThat(outside.updates(call)).hasSize(number);
        return outside.updates(call).get(number - 1);
    }

    private void say(Event event) {
        String service = event instanceof MediaEvent
                ? "media-ingest"
                : event instanceof Reply ? "dialog-service" : "speech-service";
        producer.send(new EventCodec(service).encode(event, Instant.now(), null));
        producer.flush();
    }

    private List<Event> calls(int expected) {
        var read = new ArrayList<Event>();
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
                    if (record.key().equals(call) && EventCodec.decode(record) instanceof DecodedRecord.Known known) {
                        read.add(known.event());
                    }
                });
                return read.size() >= expected;
            });
        }
        return read;
    }

    private static void await(BooleanSupplier condition) {
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime() - until).as("waited too long").isNegative();
            Thread.onSpinWait();
        }
    }
}
