package io.agentlocator.testbed.twilio;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentlocator.testbed.sound.Mulaw;
import io.agentlocator.testbed.sound.Tones;
import io.agentlocator.testbed.twilio.report.CallReport;
import io.agentlocator.testbed.twilio.report.HeardStretch;
import io.agentlocator.testbed.twilio.report.Notification;
import io.agentlocator.testbed.twilio.report.SpokenLine;
import io.agentlocator.testbed.twilio.report.TimelineEvent;
import io.agentlocator.testbed.twilio.webhook.Signature;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SimulatedStreamTest {
    private final TwilioFixture bench = new TwilioFixture();

    @BeforeEach
    void connects() {
        bench.app.twiml("/voice", TwilioFixture.CONNECT);
    }

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void handshakeIsThatOfTwiliosMediaServers() {
        SimulatedCall call = bench.call();
        Map<String, String> headers = bench.socket(0).headers;
        assertThat(headers)
                .containsEntry("User-Agent", "Twilio.TmeWs/1.0")
                .containsEntry("Host", "agent.test")
                .containsEntry(
                        "X-Twilio-Signature",
                        Signature.of(TwilioFixture.TOKEN, "wss://agent.test/ws/twilio-media", Map.of()));
        assertThat(headers.keySet().stream().map(String::toLowerCase).toList())
                .doesNotContain("origin", "sec-websocket-protocol", "sec-websocket-extensions");
        assertThat(bench.socket(0).ws.path()).isEqualTo("/ws/twilio-media");
        bench.hungUp(call);
    }

    @Test
    void messagesAreNumberedInStringsAndComeEveryTwentyMilliseconds() {
        SimulatedCall call = bench.call();
        AppServer.Socket socket = bench.socket(0);
        Waiting.until("two seconds of frames", () -> socket.of("media").size() >= 100);
        call.press("5");
        Waiting.until("digit", () -> !socket.of("dtmf").isEmpty());
        bench.hungUp(call);
        Waiting.until("closed", () -> socket.closed);

        List<AppServer.Message> messages = socket.messages;
        assertThat(messages.getFirst().json())
                .isEqualTo(new JsonObject("{\"event\":\"connected\",\"protocol\":\"Call\",\"version\":\"1.0.0\"}"));
        JsonObject start = messages.get(1).json();
        String sid = start.getString("streamSid");
        assertThat(start)
                .isEqualTo(new JsonObject("{\"event\":\"start\",\"sequenceNumber\":\"1\",\"start\":{\"accountSid\":\""
                        + TwilioFixture.ACCOUNT + "\",\"streamSid\":\"" + sid + "\",\"callSid\":\"" + call.callSid()
                        + "\",\"tracks\":[\"inbound\"],\"mediaFormat\":{\"encoding\":\"audio/x-mulaw\","
                        + "\"sampleRate\":8000,\"channels\":1},\"customParameters\":{\"call_sid\":\"x\"}},"
                        + "\"streamSid\":\"" + sid + "\"}"));
        for (int i = 1; i < messages.size(); i++) {
            assertThat(messages.get(i).json().getString("sequenceNumber")).isEqualTo(String.valueOf(i));
        }
        List<AppServer.Message> media = socket.of("media");
        for (int i = 0; i < media.size(); i++) {
            JsonObject part = media.get(i).json().getJsonObject("media");
            assertThat(part.getString("chunk")).isEqualTo(String.valueOf(i + 1));
            assertThat(part.getString("timestamp")).isEqualTo(String.valueOf(i * 20));
            assertThat(part.getString("track")).isEqualTo("inbound");
            assertThat(Base64.getDecoder().decode(part.getString("payload")))
                    .hasSize(160)
                    .containsOnly(Mulaw.SILENCE);
        }
        double millis = (media.get(99).nanos() - media.getFirst().nanos()) / 1e6;
        assertThat(millis).as("99 frames").isBetween(1930.0, 2060.0);
        assertThat(messages.getLast().event()).isEqualTo("stop");
        assertThat(socket.closeCode).isEqualTo((short) 1000);
        assertThat(socket.of("dtmf").getFirst().json().getJsonObject("dtmf"))
                .isEqualTo(new JsonObject("{\"track\":\"inbound_track\",\"digit\":\"5\"}"));
    }

    @Test
    void callersVoiceArrivesWholeAndInOrder() {
        SimulatedCall call = bench.call();
        AppServer.Socket socket = bench.socket(0);
        byte[] voice = Tones.sine(300, 8000, Duration.ofMillis(500));
        SpokenLine said = call.say("שלום", voice).join();
        Waiting.until("silence after", () -> {
            Buffer all = received(socket);
            return all.length() > 0 && all.getByte(all.length() - 1) == Mulaw.SILENCE && all.length() > 160 * 40;
        });
        String heard = Base64.getEncoder().encodeToString(received(socket).getBytes());
        assertThat(java.util.HexFormat.of().formatHex(received(socket).getBytes()))
                .contains(java.util.HexFormat.of().formatHex(voice));
        assertThat(heard).isNotEmpty();
        assertThat(said.to().minus(said.from())).isEqualTo(Duration.ofMillis(500));
        CallReport report = bench.hungUp(call);
        assertThat(report.callerTrack().mulaw(said.from(), said.to())).isEqualTo(voice);
    }

    @Test
    void markReturnsAtOnceWhenNothingIsBufferedAndOtherwiseWhenHeard() {
        SimulatedCall call = bench.call();
        AppServer.Socket socket = bench.socket(0);
        socket.mark("empty");
        Waiting.until("empty mark", () -> socket.marked("empty"));
        long sent = System.nanoTime();
        socket.media(Tones.sine(440, 8000, Duration.ofSeconds(1)));
        socket.mark("after");
        Waiting.until("mark after one second", () -> socket.marked("after"));
        long took = socket.of("mark").getLast().nanos() - sent;
        assertThat(took / 1e6).isBetween(980.0, 1120.0);
        CallReport report = bench.hungUp(call);
        assertThat(report.heard()).singleElement().satisfies(heard -> {
            assertThat(heard.to().minus(heard.from())).isEqualTo(Duration.ofSeconds(1));
            assertThat(heard.source()).isEqualTo(new HeardStretch.Source.Stream(socket.streamSid()));
        });
        assertThat(report.events(TimelineEvent.MarkReturned.class))
                .extracting(TimelineEvent.MarkReturned::name, TimelineEvent.MarkReturned::flushed)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("empty", false),
                        org.assertj.core.groups.Tuple.tuple("after", false));
    }

    @Test
    void clearSilencesTheCallersEarAndFlushesMarks() {
        SimulatedCall call = bench.call();
        AppServer.Socket socket = bench.socket(0);
        socket.media(Tones.sine(440, 8000, Duration.ofSeconds(5)));
        socket.mark("never heard");
        Waiting.until(
                "half a second heard",
                () -> call.heard().audible(Duration.ZERO, Duration.ofMinutes(1)).compareTo(Duration.ofMillis(500)) > 0);
        socket.clear();
        Waiting.until("mark is flushed", () -> socket.marked("never heard"));
        CallReport report = bench.hungUp(call);
        TimelineEvent.BufferCleared cleared =
                report.events(TimelineEvent.BufferCleared.class).getFirst();
        assertThat(cleared.dropped()).isBetween(Duration.ofSeconds(3), Duration.ofMillis(4600));
        assertThat(report.heard().getFirst().to().minus(cleared.at())).isLessThan(Duration.ofMillis(45));
        assertThat(report.events(TimelineEvent.MarkReturned.class).getFirst().flushed())
                .isTrue();
    }

    @Test
    void invalidMessagesAreIgnoredAndReportedOncePerStream() {
        SimulatedCall call = bench.call();
        AppServer.Socket socket = bench.socket(0);
        String payload = Base64.getEncoder().encodeToString(Tones.sine(440, 8000, Duration.ofSeconds(1)));
        JsonObject bad = new JsonObject()
                .put("event", "media")
                .put("streamSid", socket.streamSid())
                .put("trace_id", "x")
                .put("media", new JsonObject().put("payload", payload));
        socket.send(bad);
        socket.send(bad);
        socket.ws.writeTextMessage("{\"event\":\"mark\",\"streamSid\":\"MZother\",\"mark\":{\"name\":\"m\"}}");
        socket.ws.writeBinaryMessage(Buffer.buffer(new byte[160]));
        socket.ws.writeBinaryMessage(Buffer.buffer(new byte[160]));
        socket.mark("done");
        Waiting.until("everything read", () -> socket.marked("done"));
        CallReport report = bench.hungUp(call);
        assertThat(report.notifications()).extracting(Notification::code).containsExactly(31951, 31950);
        assertThat(bench.twilio.notifications()).hasSize(2);
        assertThat(report.heard()).isEmpty();
        assertThat(report.streams().getFirst().invalidMessages())
                .containsExactly(
                        "media: unknown field trace_id",
                        "media: unknown field trace_id",
                        "mark: wrong streamSid MZother");
    }

    @Test
    void moreThanTenMinutesAreDiscardedWithAWarning() {
        SimulatedCall call = bench.call();
        AppServer.Socket socket = bench.socket(0);
        byte[] minute = Mulaw.silence(8000 * 60);
        for (int i = 0; i < 12; i++) socket.media(minute);
        Waiting.until("warning", () -> call.notifications().size() == 1);
        socket.clear();
        assertThat(bench.hungUp(call).notifications())
                .extracting(Notification::code)
                .containsExactly(31931);
    }

    @Test
    void framesOfAnotherSizeKeepTheTime() {
        SimulatedCall call = bench.call(CallFaults.none().withFrameBytes(400));
        AppServer.Socket socket = bench.socket(0);
        Waiting.until("one second", () -> socket.of("media").size() >= 20);
        List<AppServer.Message> media = socket.of("media");
        JsonObject third = media.get(2).json().getJsonObject("media");
        assertThat(Base64.getDecoder().decode(third.getString("payload"))).hasSize(400);
        assertThat(third.getString("timestamp")).isEqualTo("100");
        bench.hungUp(call);
    }

    private static Buffer received(AppServer.Socket socket) {
        Buffer all = Buffer.buffer();
        for (AppServer.Message message : socket.of("media")) {
            all.appendBytes(Base64.getDecoder()
                    .decode(message.json().getJsonObject("media").getString("payload")));
        }
        return all;
    }
}
