package io.agentlocator.media.app;

import io.agentlocator.events.AgentAudio;
import io.agentlocator.events.CallerAudio;
import io.agentlocator.events.MediaEvent;
import io.agentlocator.events.MuLaw;
import io.agentlocator.media.Rehearsal;
import io.agentlocator.media.twilio.StreamProof;
import io.agentlocator.media.twilio.TwilioSocket;
import io.agentlocator.shell.warmup.WarmUpCall;
import io.quarkus.vertx.http.HttpServer;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Speaks Twilio's part on this service's own socket: a second and a half of a voice in, a phrase out, the mark behind it
 * sent back. So parsing, voice activity and playout have run before a caller needs them.
 */
@Singleton
class CallWithItself implements WarmUpCall {

    private static final String CALL = "warm-up";
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration FRAME = Duration.ofMillis(20);
    private static final int FRAME_BYTES = (int) FRAME.toMillis() * MuLaw.RATE / 1000;
    private static final Duration SPEAKS_FOR = Duration.ofMillis(1_500);

    private final HttpServer server;
    private final StreamProof proof;
    private final Rehearsal rehearsal;

    @Inject
    CallWithItself(HttpServer server, StreamProof proof, Rehearsal rehearsal) {
        this.server = server;
        this.proof = proof;
        this.rehearsal = rehearsal;
    }

    @Override
    public @Nullable String hold() throws InterruptedException {
        String token = proof.ofOwnCall(CALL).orElse(null);
        if (token == null) {
            return "TWILIO_AUTH_TOKEN or STREAM_TOKEN_SECRET is not set";
        }
        try (HttpClient client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(PATIENCE)
                .build()) {
            var twilio = new Twilio();
            WebSocket socket = client.newWebSocketBuilder()
                    .connectTimeout(PATIENCE)
                    .header(TwilioSocket.SELF_TEST_HEADER, TwilioSocket.SELF_TEST_CALL)
                    .subprotocols(SocketSelfTest.SUBPROTOCOL)
                    .buildAsync(URI.create("ws://127.0.0.1:" + server.getPort() + "/ws/twilio-media"), twilio)
                    .join();
            try {
                String wanting = talk(socket, token);
                if (wanting == null) {
                    rehearsal.close();
                }
                return wanting;
            } finally {
                socket.abort();
            }
        }
    }

    private @Nullable String talk(WebSocket socket, String token) throws InterruptedException {
        send(socket, new JsonObject().put("event", "connected"));
        send(
                socket,
                new JsonObject()
                        .put("event", "start")
                        .put(
                                "start",
                                new JsonObject()
                                        .put("streamSid", CALL)
                                        .put("callSid", CALL)
                                        .put(
                                                "customParameters",
                                                new JsonObject()
                                                        .put("call_sid", CALL)
                                                        .put("token", token))));
        if (!rehearsal.reports(MediaEvent.StreamStarted.class, PATIENCE)) {
            return "the stream does not start";
        }
        byte[] voice = Phrases.apology();
        for (int frame = 0; frame < SPEAKS_FOR.dividedBy(FRAME); frame++) {
            send(
                    socket,
                    new JsonObject()
                            .put("event", "media")
                            .put(
                                    "media",
                                    new JsonObject()
                                            .put("track", "inbound")
                                            .put("chunk", Integer.toString(frame + 1))
                                            .put("timestamp", Long.toString(frame * FRAME.toMillis()))
                                            .put("payload", payload(voice, frame))));
            TimeUnit.NANOSECONDS.sleep(FRAME.toNanos());
        }
        if (!rehearsal.reports(CallerAudio.Chunk.class, PATIENCE)) {
            return "the caller's sound does not get through";
        }
        rehearsal.tick().agent(new AgentAudio.Chunk(CALL, 1, 0, 0, Phrases.hold()));
        rehearsal.tick().agent(new AgentAudio.TurnEnded(CALL, 1));
        if (!rehearsal.reports(MediaEvent.PlaybackFinished.class, PATIENCE.multipliedBy(2))) {
            return "the agent's sound is not played";
        }
        send(socket, new JsonObject().put("event", "stop"));
        return rehearsal.reports(MediaEvent.StreamStopped.class, PATIENCE) ? null : "the stream does not end";
    }

    private static String payload(byte[] sound, int frame) {
        int from = frame * FRAME_BYTES % (sound.length - FRAME_BYTES);
        return Base64.getEncoder().encodeToString(Arrays.copyOfRange(sound, from, from + FRAME_BYTES));
    }

    private static void send(WebSocket socket, JsonObject message) {
        socket.sendText(message.encode(), true)
                .orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS)
                .join();
    }

    /** The far end plays at once and says so: it sends each mark back. */
    private static final class Twilio implements WebSocket.Listener {

        private final StringBuilder partial = new StringBuilder();

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
            partial.append(data);
            if (last) {
                var message = new JsonObject(partial.toString());
                partial.setLength(0);
                if ("mark".equals(message.getString("event"))) {
                    send(socket, message);
                }
            }
            socket.request(1);
            return null;
        }
    }
}
