package io.agentlocator.gonogo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A call that does not exist at Twilio. Its webhooks are signed and its media socket is opened as Twilio does it, with a
 * CallSid that Twilio does not know.
 */
final class PretendedCall implements AutoCloseable {

    /** Bytes of μ-law in a frame of 20 ms. */
    private static final int FRAME = 160;

    private static final byte SILENCE = (byte) 0xFF;
    private static final long FRAME_NANOS = TimeUnit.MILLISECONDS.toNanos(20);
    private static final Duration HANDSHAKE = Duration.ofSeconds(10);
    /** A number that Israel's numbering plan assigns to nobody. */
    private static final String NOBODY = "+972500000000";

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Deployment deployment;
    private final String callSid = "CA" + UUID.randomUUID().toString().replace("-", "");
    private final String streamSid = "MZ" + UUID.randomUUID().toString().replace("-", "");
    private final AtomicInteger heard = new AtomicInteger();
    /** Marks that have to be sent back; the socket takes one message at a time. */
    private final Queue<String> marks = new ConcurrentLinkedQueue<>();

    private final CountDownLatch closed = new CountDownLatch(1);
    private @Nullable WebSocket socket;
    private long sequence = 1;

    PretendedCall(Deployment deployment) {
        this.deployment = deployment;
    }

    String callSid() {
        return callSid;
    }

    /** How many frames of the agent's sound have arrived. */
    int framesHeard() {
        return heard.get();
    }

    /** Sends the webhook of an incoming call. */
    HttpResponse<byte[]> ring() throws Unreachable {
        return deployment.webhook("/webhook/incoming_call", form("ringing", Map.of()));
    }

    HttpResponse<byte[]> webhook(String path, String status, Map<String, String> more) throws Unreachable {
        return deployment.webhook(path, form(status, more));
    }

    private Map<String, String> form(String status, Map<String, String> more) {
        Map<String, String> form = new TreeMap<>(Map.of(
                "CallSid", callSid,
                "AccountSid", deployment.credentials().accountSid().orElse("AC00000000000000000000000000000000"),
                "From", NOBODY,
                "To", NOBODY,
                "Direction", "inbound",
                "CallStatus", status,
                "ApiVersion", "2010-04-01"));
        form.putAll(more);
        return form;
    }

    /** Opens the socket and sends {@code connected} and {@code start}. */
    void open(AnswerDocument document) throws Unreachable {
        socket = socket(deployment, document.stream(), true, new Ear());
        ObjectNode connected = JSON.createObjectNode().put("event", "connected").put("protocol", "Call");
        say(connected.put("version", "1.0.0"));
        ObjectNode start = message("start");
        ObjectNode body = start.putObject("start");
        body.put("accountSid", deployment.credentials().accountSid().orElse("AC00000000000000000000000000000000"));
        body.put("streamSid", streamSid).put("callSid", callSid);
        body.putArray("tracks").add("inbound");
        body.putObject("mediaFormat")
                .put("encoding", "audio/x-mulaw")
                .put("sampleRate", 8000)
                .put("channels", 1);
        ObjectNode parameters = body.putObject("customParameters");
        document.parameters().forEach(parameters::put);
        say(start);
    }

    /**
     * Sends the sound in real time, then silence until the condition holds.
     *
     * @return whether the condition held within the patience, counted from the end of the sound
     */
    boolean speak(byte[] mulaw, BooleanSupplier until, Duration patience) throws Unreachable {
        long begun = System.nanoTime();
        long frames = mulaw.length / FRAME + patience.toMillis() / 20;
        for (long frame = 0; frame < frames && closed.getCount() > 0; frame++) {
            byte[] sound = new byte[FRAME];
            Arrays.fill(sound, SILENCE);
            int from = (int) Math.min(Integer.MAX_VALUE, frame * FRAME);
            if (from < mulaw.length) {
                System.arraycopy(mulaw, from, sound, 0, Math.min(FRAME, mulaw.length - from));
            }
            media(frame, sound);
            tellMarks();
            if (from >= mulaw.length && frame % 25 == 0 && until.getAsBoolean()) {
                return true;
            }
            pause(begun + (frame + 1) * FRAME_NANOS - System.nanoTime());
        }
        return until.getAsBoolean();
    }

    private void media(long frame, byte[] sound) throws Unreachable {
        ObjectNode media = message("media");
        ObjectNode body = media.putObject("media");
        body.put("track", "inbound");
        body.put("chunk", Long.toString(frame + 1));
        body.put("timestamp", Long.toString(frame * 20));
        body.put("payload", Base64.getEncoder().encodeToString(sound));
        say(media);
    }

    /** Sends a mark back at once, as if its sound had been played; the agent's turn ends with it. */
    private void tellMarks() throws Unreachable {
        WebSocket open = socket;
        for (String mark = marks.poll(); mark != null && open != null; mark = marks.poll()) {
            await(open.sendText(mark, true), Words.of("socket-full"));
        }
    }

    private static void pause(long nanos) throws Unreachable {
        if (nanos <= 0) {
            return;
        }
        try {
            TimeUnit.NANOSECONDS.sleep(nanos);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Unreachable(Words.of("interrupted"), e);
        }
    }

    private ObjectNode message(String event) {
        return JSON.createObjectNode()
                .put("event", event)
                .put("sequenceNumber", Long.toString(sequence++))
                .put("streamSid", streamSid);
    }

    private void say(ObjectNode message) throws Unreachable {
        WebSocket open = socket;
        if (open == null) {
            throw new IllegalStateException("the socket is not open");
        }
        await(open.sendText(message.toString(), true), Words.of("socket-full"));
    }

    /**
     * Opens a media socket as Twilio does.
     *
     * @param subprotocol whether {@code audio.twilio.com} is offered; then it must come back (31920 otherwise)
     */
    static WebSocket socket(Deployment deployment, String url, boolean subprotocol, WebSocket.Listener listener)
            throws Unreachable {
        var handshake = deployment.http().newWebSocketBuilder().connectTimeout(HANDSHAKE);
        if (subprotocol) {
            handshake.subprotocols("audio.twilio.com");
        }
        return await(handshake.buildAsync(URI.create(url), listener), Words.of("no-upgrade", url));
    }

    private static <T> T await(CompletionStage<T> stage, Words otherwise) throws Unreachable {
        CompletableFuture<T> future = stage.toCompletableFuture();
        try {
            return future.get(HANDSHAKE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new Unreachable(Words.of("because", otherwise, cause), cause);
        } catch (TimeoutException e) {
            throw new Unreachable(Words.of("too-late", otherwise, HANDSHAKE.toSeconds()), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Unreachable(Words.of("interrupted"), e);
        }
    }

    /** The log lines of the call, at most the five most telling ones. */
    List<String> evidence() throws Unreachable {
        List<OpsLine> lines = deployment.log(callSid);
        return lines.stream()
                .filter(line -> !line.name().equals("REQ") && !line.name().equals("RES"))
                .skip(Math.max(0, lines.size() - 5L))
                .map(OpsLine::shown)
                .toList();
    }

    boolean logged(String name) {
        return logged(Set.of(name)).isPresent();
    }

    /** The first log line of the call with one of the names; empty also when the log cannot be read. */
    Optional<OpsLine> logged(Set<String> names) {
        try {
            return deployment.log(callSid).stream()
                    .filter(line -> names.contains(line.name()))
                    .findFirst();
        } catch (Unreachable e) {
            return Optional.empty();
        }
    }

    /** The caller hangs up, so that nothing of the call stays open in the deployment. */
    @Override
    public void close() throws Unreachable {
        WebSocket open = socket;
        if (open != null && closed.getCount() > 0) {
            ObjectNode stop = message("stop");
            stop.putObject("stop").put("callSid", callSid);
            try {
                say(stop);
                open.sendClose(WebSocket.NORMAL_CLOSURE, "");
            } catch (Unreachable e) {
                open.abort();
            }
        }
        webhook("/webhook/call_status", "completed", Map.of("CallDuration", "1"));
    }

    private final class Ear implements WebSocket.Listener {

        private final StringBuilder partial = new StringBuilder();

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
            partial.append(data);
            if (last) {
                take(partial.toString());
                partial.setLength(0);
            }
            from.request(1);
            return null;
        }

        private void take(String text) {
            try {
                JsonNode message = JSON.readTree(text);
                switch (message.path("event").asText()) {
                    case "media" ->
                        heard.addAndGet(Base64.getDecoder()
                                        .decode(message.path("media")
                                                .path("payload")
                                                .asText())
                                        .length
                                / FRAME);
                    case "mark" -> marks.add(text);
                    default -> {}
                }
            } catch (IOException | IllegalArgumentException e) {
                // A message that is not of Twilio's protocol is ignored.
                return;
            }
        }

        @Override
        public @Nullable CompletionStage<?> onClose(WebSocket from, int status, String reason) {
            closed.countDown();
            return null;
        }

        @Override
        public void onError(WebSocket from, Throwable error) {
            closed.countDown();
        }
    }
}
