package io.agentlocator.testbed.twilio;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentlocator.testbed.twilio.media.StreamFault;
import io.agentlocator.testbed.twilio.report.CallEnd;
import io.agentlocator.testbed.twilio.report.CallReport;
import io.agentlocator.testbed.twilio.report.Notification;
import io.agentlocator.testbed.twilio.report.StreamEnd;
import io.agentlocator.testbed.twilio.rest.RestFault;
import io.agentlocator.testbed.twilio.webhook.WebhookAttempt;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.vertx.core.http.impl.WebSocketInternal;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FaultsTest {
    private final TwilioFixture bench = new TwilioFixture();

    @BeforeEach
    void connects() {
        bench.app.twiml("/voice", TwilioFixture.CONNECT);
    }

    @AfterEach
    void close() {
        bench.close();
    }

    /** A killed process closes its connections with FIN, or with RST when it had unread data. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void serverThatDiesWithoutACloseFrameIs31903AndTheActionRuns(boolean reset) {
        SimulatedCall call = bench.call();
        AppServer.Socket socket = bench.socket(0);
        Channel channel =
                ((WebSocketInternal) socket.ws).channelHandlerContext().channel();
        // Below the pipeline, which would send a close frame.
        channel.eventLoop().execute(() -> {
            if (reset) channel.config().setOption(ChannelOption.SO_LINGER, 0);
            channel.unsafe().close(channel.voidPromise());
        });
        CallReport report = TwilioFixture.report(call);
        assertThat(report.streams().getFirst().end()).contains(StreamEnd.SERVER_DROPPED);
        assertThat(report.notifications()).extracting(Notification::code).containsExactly(31903);
        assertThat(bench.app.requests("/ended")).hasSize(1);
    }

    @Test
    void brokenFramingIs31924() {
        SimulatedCall call = bench.call();
        AppServer.Socket socket = bench.socket(0);
        // A ping that is not final: control frames may not be fragmented.
        var channel = ((WebSocketInternal) socket.ws).channelHandlerContext();
        channel.channel()
                .eventLoop()
                .execute(() -> channel.pipeline()
                        .firstContext()
                        .writeAndFlush(Unpooled.wrappedBuffer(new byte[] {0x09, 0x00})));
        CallReport report = TwilioFixture.report(call);
        assertThat(report.notifications()).extracting(Notification::code).containsExactly(31924);
        assertThat(report.streams().getFirst().end()).contains(StreamEnd.PROTOCOL_ERROR);
    }

    @Test
    void streamMayStartAndStaySilent() {
        SimulatedCall call = bench.call(CallFaults.none().withStream(new StreamFault.NoMedia(Duration.ofMillis(200))));
        AppServer.Socket socket = bench.socket(0);
        Waiting.until("one second", () -> call.heard().length().compareTo(Duration.ofMillis(1500)) > 0);
        assertThat(socket.of("media")).hasSize(10);
        socket.mark("answered");
        Waiting.until("mark", () -> socket.marked("answered"));
        bench.hungUp(call);
    }

    @Test
    void connectionMayBeOpenWithoutAStart() {
        SimulatedCall call = bench.call(CallFaults.none().withStream(new StreamFault.NeverStarts()));
        Waiting.until(
                "connected",
                () -> bench.app.sockets.size() == 1
                        && !bench.app.sockets.getFirst().of("connected").isEmpty());
        Waiting.until("one second", () -> call.heard().length().compareTo(Duration.ofSeconds(1)) > 0);
        assertThat(bench.app.sockets.getFirst().messages).hasSize(1);
        assertThat(bench.hungUp(call).streams().getFirst().opened()).isEmpty();
    }

    @Test
    void halfOpenConnectionNeitherSendsNorReadsNorCloses() {
        SimulatedCall call = bench.call(CallFaults.none().withStream(new StreamFault.HalfOpen(Duration.ofMillis(300))));
        AppServer.Socket socket = bench.socket(0);
        Waiting.until("frozen", () -> call.heard().length().compareTo(Duration.ofMillis(800)) > 0);
        int frames = socket.of("media").size();
        socket.mark("lost");
        Waiting.until("a second more", () -> call.heard().length().compareTo(Duration.ofMillis(1800)) > 0);
        assertThat(socket.of("media")).hasSize(frames);
        assertThat(socket.marked("lost")).isFalse();
        assertThat(socket.closed).isFalse();
        bench.hungUp(call);
    }

    @Test
    void onlyTheNamedStreamIsBroken() {
        bench.app.twiml("/ended", TwilioFixture.CONNECT);
        SimulatedCall call = bench.call(CallFaults.none()
                .withStream(new StreamFault.Drops(Duration.ofMillis(200)))
                .onStream(1));
        AppServer.Socket second = bench.socket(1);
        Waiting.until("half a second", () -> second.of("media").size() > 25);
        CallReport report = bench.hungUp(call);
        assertThat(report.streams()).hasSize(2);
        assertThat(report.streams().get(0).streamSid())
                .isNotEqualTo(report.streams().get(1).streamSid());
    }

    @Test
    void delayedActionArrivesAfterTheStatusCallback() {
        SimulatedCall call = bench.call(
                CallFaults.none().withDelayed(WebhookAttempt.Purpose.CONNECT_ACTION, Duration.ofMillis(500)));
        bench.socket(0);
        CallReport report = bench.hungUp(call);
        assertThat(report.webhooks())
                .extracting(WebhookAttempt::purpose)
                .containsExactly(
                        WebhookAttempt.Purpose.VOICE,
                        WebhookAttempt.Purpose.CALL_STATUS,
                        WebhookAttempt.Purpose.CONNECT_ACTION);
    }

    @Test
    void restMayLoseItsAnswerAndStillAct() throws Exception {
        SimulatedCall call = bench.call();
        bench.socket(0);
        bench.twilio.breakRest(new RestFault.AnswerLost(), 1);
        HttpRequest request = HttpRequest.newBuilder(URI.create(bench.twilio.baseUrl() + "/2010-04-01/Accounts/"
                        + TwilioFixture.ACCOUNT + "/Calls/" + call.callSid() + ".json"))
                .header(
                        "Authorization",
                        "Basic "
                                + java.util.Base64.getEncoder()
                                        .encodeToString((TwilioFixture.ACCOUNT + ":" + TwilioFixture.TOKEN)
                                                .getBytes(java.nio.charset.StandardCharsets.UTF_8)))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString("Status=completed"))
                .build();
        org.assertj.core.api.Assertions.assertThatThrownBy(
                        () -> HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString()))
                .isInstanceOf(IOException.class);
        assertThat(TwilioFixture.report(call).end().by()).isEqualTo(CallEnd.By.REST_UPDATE);
        assertThat(bench.twilio.restRequests().getFirst().status()).isZero();
    }

    @Test
    void callOverItsTimeLimitIsEnded() {
        try (TwilioFixture strict = new TwilioFixture(config -> config.timeLimit(Duration.ofMillis(700)))) {
            strict.app.twiml("/voice", TwilioFixture.CONNECT);
            assertThat(TwilioFixture.report(strict.call()).end().by()).isEqualTo(CallEnd.By.TIME_LIMIT);
        }
    }
}
