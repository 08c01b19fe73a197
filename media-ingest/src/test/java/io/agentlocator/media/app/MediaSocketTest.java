package io.agentlocator.media.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.agentlocator.events.AgentAudio;
import io.agentlocator.events.CallerAudio;
import io.agentlocator.events.EventCodec;
import io.agentlocator.events.MediaEvent;
import io.agentlocator.events.MediaEvent.StopReason;
import io.agentlocator.media.twilio.TwilioSocket;
import io.agentlocator.testbed.infrastructure.KafkaTestResource;
import io.agentlocator.twilio.StreamToken;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logmanager.ExtLogRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The packaged service with a real socket and a real broker. */
@QuarkusTest
@TestProfile(MediaSocketTest.Settings.class)
@QuarkusTestResource(value = KafkaTestResource.class, restrictToAnnotatedClass = true)
class MediaSocketTest {

    private static final String SECRET = "12345";

    public static class Settings implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "TWILIO_AUTH_TOKEN",
                    SECRET,
                    "agentlocator.media.voice-activity",
                    "energy",
                    "agentlocator.media.start-limit",
                    "1s");
        }
    }

    @TestHTTPResource("/")
    URI address;

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String bootstrapServers;

    private final String callSid = "CA" + System.nanoTime();
    private final String streamSid = "MZ" + System.nanoTime();
    private TopicTail events;
    private KafkaProducer<String, byte[]> producer;

    @BeforeEach
    void open() {
        events = new TopicTail(bootstrapServers, "media-events", "caller-audio");
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrapServers, "linger.ms", "0"),
                new StringSerializer(),
                new ByteArraySerializer());
    }

    @AfterEach
    void close() {
        events.close();
        producer.close();
    }

    private SocketCaller dial(String path, String... subprotocols) {
        return SocketCaller.dial(URI.create("ws://127.0.0.1:" + address.getPort() + path), subprotocols);
    }

    private SocketCaller dialAndStart() {
        SocketCaller caller = dial("/ws/twilio-media", "audio.twilio.com");
        caller.start(callSid, streamSid, token(callSid));
        events.await(callSid, MediaEvent.StreamStarted.class);
        return caller;
    }

    private static String token(String callSid) {
        return StreamToken.keyed(null, SECRET).orElseThrow().mint(callSid, Instant.now(), Duration.ofSeconds(60));
    }

    private void agent(AgentAudio audio) {
        producer.send(new EventCodec("speech-service").encode(audio, Instant.now(), null));
        producer.flush();
    }

    private static byte[] sound(int millis) {
        return new byte[millis * 8];
    }

    @ParameterizedTest
    @CsvSource({
        "/ws/twilio-media, audio.twilio.com",
        "/ws/twilio-media/, audio.twilio.com",
        "/ws/twilio-media, ''",
        "/ws/twilio-media/, ''",
    })
    void bothPathsUpgradeWithAndWithoutTheSubprotocol(String path, String subprotocol) {
        SocketCaller caller = subprotocol.isEmpty() ? dial(path) : dial(path, subprotocol);
        assertThat(caller.subprotocol()).isEqualTo(subprotocol);
        caller.start(callSid, streamSid, token(callSid));
        assertThat(events.await(callSid, MediaEvent.StreamStarted.class).streamSid())
                .isEqualTo(streamSid);
        caller.stop();
        assertThat(events.await(callSid, MediaEvent.StreamStopped.class).reason())
                .isEqualTo(StopReason.STOPPED_BY_TWILIO);
        assertThat(caller.closedWith()).isEqualTo(1000);
    }

    @Test
    void theCallersSoundGoesOutAndTheAgentsComesIn() {
        SocketCaller caller = dialAndStart();
        for (int i = 0; i < 10; i++) {
            caller.frame(i + 1, sound(20));
        }
        var chunk = events.await(callSid, CallerAudio.Chunk.class);
        assertThat(chunk.sequence()).isZero();
        assertThat(chunk.streamSid()).isEqualTo(streamSid);
        assertThat(events.await(callSid, MediaEvent.MediaSeen.class).framesIn()).isPositive();

        agent(new AgentAudio.Chunk(callSid, 1, 0, 0, sound(400)));
        agent(new AgentAudio.TurnEnded(callSid, 1));
        var message = caller.next();
        assertThat(message.path("event").asText()).isEqualTo("media");
        assertThat(message.path("streamSid").asText()).isEqualTo(streamSid);
        assertThat(events.await(callSid, MediaEvent.PlaybackStarted.class).turn())
                .isEqualTo(1);

        int bytes =
                Base64.getDecoder().decode(message.path("media").path("payload").asText()).length;
        while (!(message = caller.next()).path("event").asText().equals("mark")) {
            bytes += Base64.getDecoder()
                    .decode(message.path("media").path("payload").asText())
                    .length;
        }
        assertThat(bytes).isEqualTo(3_200);
        caller.echo(message.path("mark").path("name").asText());
        assertThat(events.await(callSid, MediaEvent.PlaybackFinished.class).heardMs())
                .isEqualTo(400);

        agent(new AgentAudio.Chunk(callSid, 2, 0, 0, sound(5_000)));
        events.await(callSid, MediaEvent.PlaybackStarted.class);
        agent(new AgentAudio.TurnCut(callSid, 2));
        while (!caller.next().path("event").asText().equals("clear")) {
            // Sound that was on its way.
        }
        assertThat(events.await(callSid, MediaEvent.PlaybackCut.class).turn()).isEqualTo(2);

        agent(new AgentAudio.Chunk(callSid, 3, 0, 0, sound(100)));
        agent(new AgentAudio.TurnEnded(callSid, 3));
        agent(new AgentAudio.HangUp(callSid, 3));
        while (!(message = caller.next()).path("event").asText().equals("mark")) {
            // The goodbye.
        }
        caller.echo(message.path("mark").path("name").asText());
        assertThat(caller.closedWith()).isEqualTo(1000);
        assertThat(events.await(callSid, MediaEvent.StreamStopped.class).reason())
                .isEqualTo(StopReason.AGENT_HUNG_UP);
    }

    @Test
    void itsOwnSocketOpensBeforeItIsReadyAndLeavesNothingBehind() {
        assertThat(get("/q/health/ready")).contains("\"ws_selftest\": \"101\"");
        assertThat(get("/q/health/live")).doesNotContain("kafka");
        assertThat(SocketSelfTest.tryUpgrades("ws://127.0.0.1:" + address.getPort()))
                .isEqualTo("101");
        assertThat(SocketSelfTest.tryUpgrades("ws://127.0.0.1:1")).contains("ConnectException");
    }

    @Test
    void itIsReadyAfterALoopbackCallOfWhichNothingIsPublished() {
        long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (!warmUp().path("status").asText().equals("UP")) {
            assertThat(System.nanoTime()).as(warmUp().toString()).isLessThan(deadline);
            Thread.onSpinWait();
        }
        SocketCaller caller = dialAndStart();
        caller.stop();
        try (var all = TopicTail.fromTheBeginning(bootstrapServers, "media-events", "caller-audio")) {
            // By then all earlier records have been read as well.
            all.await(callSid, MediaEvent.StreamStopped.class);
            assertThat(all.seen("CAwarmup")).isEmpty();
        }
    }

    private JsonNode warmUp() {
        try {
            for (JsonNode check :
                    new ObjectMapper().readTree(get("/q/health/ready")).path("checks")) {
                if (check.path("name").asText().equals("warm-up")) {
                    return check;
                }
            }
            throw new AssertionError("there is no warm-up call");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Only this process knows the password of the loopback call. */
    @Test
    void aLoopbackCallWithoutThePasswordIsClosedAtOnce() throws Exception {
        var closed = new CompletableFuture<Integer>();
        HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .header(TwilioSocket.SELF_TEST_HEADER, "call")
                .buildAsync(
                        URI.create("ws://127.0.0.1:" + address.getPort() + "/ws/twilio-media"),
                        new WebSocket.Listener() {
                            @Override
                            public CompletionStage<?> onClose(WebSocket from, int code, String reason) {
                                closed.complete(code);
                                return null;
                            }
                        })
                .get(10, TimeUnit.SECONDS);
        assertThat(closed.get(10, TimeUnit.SECONDS)).isEqualTo(1000);
    }

    @Test
    void whatOperatorsScaleAndJudgeByIsShown() {
        SocketCaller caller = dialAndStart();
        assertThat(get("/q/metrics"))
                .contains("agentlocator_calls_active")
                .contains("agentlocator_tick_late_seconds_bucket")
                .contains("agentlocator_turn_gap_seconds_bucket")
                .contains("agentlocator_barge_ins_total")
                .contains("agentlocator_media_frames_in_total")
                .contains("agentlocator_media_frames_out_total");
        caller.stop();
        events.await(callSid, MediaEvent.StreamStopped.class);
    }

    private String get(String path) {
        try (var client = HttpClient.newHttpClient()) {
            return client.send(
                            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + address.getPort() + path))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString())
                    .body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void aCallThatProvesNothingIsClosedAndNothingIsSaidOfIt() {
        SocketCaller caller = dial("/ws/twilio-media", "audio.twilio.com");
        caller.start(callSid, streamSid, "forged.token");
        assertThat(caller.closedWith()).isEqualTo(1000);
        assertThat(events.seen(callSid)).isEmpty();
    }

    /** With and without a genuine token: text of a stranger's own making gets into no log line. */
    @ParameterizedTest
    @CsvSource({"false", "true"})
    void aStrangersTextForgesNoLogLine(boolean genuine) throws Exception {
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
        Logger.getLogger("").addHandler(handler);
        try {
            String forged = "MZ\\n23:59:59.999 WARN  i.a.w.k.WatchdogLog WATCHDOG_REDIRECT_FAIL call_sid=CAforged"
                    + "\\u001b[31m\\u202e" + "x".repeat(5_000);
            SocketCaller caller = dial("/ws/twilio-media", "audio.twilio.com");
            caller.start(callSid, forged, genuine ? token(callSid) : "forged.token");
            assertThat(caller.closedWith()).isEqualTo(1000);
        } finally {
            Logger.getLogger("").removeHandler(handler);
        }
        assertThat(events.seen(callSid)).isEmpty();
        assertThat(lines)
                .isNotEmpty()
                .allSatisfy(line ->
                        assertThat(line).hasSizeLessThan(1_000).doesNotContain("CAforged", "\n", "\u001b", "\u202e"));
    }

    @Test
    void aTokenServesOneStream() {
        String token = token(callSid);
        SocketCaller first = dial("/ws/twilio-media");
        first.start(callSid, streamSid, token);
        events.await(callSid, MediaEvent.StreamStarted.class);
        SocketCaller second = dial("/ws/twilio-media");
        second.start(callSid, "MZreplayed", token);
        assertThat(second.closedWith()).isEqualTo(1000);
        first.stop();
        assertThat(events.await(callSid, MediaEvent.StreamStopped.class).streamSid())
                .isEqualTo(streamSid);
    }

    @Test
    void aSocketThatStartsNothingIsClosed() {
        assertThat(dial("/ws/twilio-media").closedWith()).isEqualTo(1000);
    }

    @Test
    void nonsenseDoesNotEndACall() {
        SocketCaller caller = dialAndStart();
        caller.text("{\"event\":\"media\",\"media\":{\"payload\":\"?\"}}");
        caller.text("שלום");
        caller.frame(1, sound(20));
        assertThat(events.await(callSid, CallerAudio.Chunk.class).mulaw()).hasSize(160);
        caller.drop();
        assertThat(events.await(callSid, MediaEvent.StreamStopped.class).reason())
                .isEqualTo(StopReason.SOCKET_LOST);
    }
}
