package io.agentlocator.gonogo;

import io.agentlocator.twilio.PublicUrl;
import io.agentlocator.twilio.TwilioSignature;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** A deployment as it is seen from outside, with faults that can be planted. */
final class FakeDeployment implements AutoCloseable {

    enum Fault {
        QUERY_IN_STREAM_URL,
        SAY_HEBREW,
        BYTES_BEFORE_XML,
        ONE_WS_PATH_MISSING,
        NO_SUBPROTOCOL,
        MP3_MISSING,
        MP3_HEAD_REFUSED,
        FALLBACK_MISSING,
        NO_WATCHDOG,
        WATCHDOG_WITHOUT_CREDENTIALS,
        WATCHDOG_TWICE,
        FALSE_REDIRECT,
        CALLBACK_404,
        STALE_REPLICA,
        SERVICE_MISSING,
        DATABASE_DOWN,
        DEAF,
        MUTE,
        CLIP_MISSING,
        TWILIO_REFUSES,
        OTHER_TOKEN,
        NUMBER_POINTS_ELSEWHERE
    }

    static final String TOKEN = "a token of nobody";
    static final String ACCOUNT = "AC00000000000000000000000000000001";
    private static final List<String> SERVICES = List.of(
            "telephony-gateway", "media-ingest", "speech-service", "dialog-service", "watchdog-service", "crm-service");

    private final Vertx vertx = Vertx.vertx();
    private final Set<Fault> faults;
    private final boolean twiml;
    private final HttpServer server;
    private final Map<String, List<String>> log = new ConcurrentHashMap<>();
    private int asked;
    private String lastHeard = "";

    FakeDeployment(Fault... faults) throws Exception {
        this(false, faults);
    }

    static FakeDeployment answeringByTwiml(Fault... faults) throws Exception {
        return new FakeDeployment(true, faults);
    }

    private FakeDeployment(boolean twiml, Fault... faults) throws Exception {
        this.twiml = twiml;
        this.faults = faults.length == 0 ? EnumSet.noneOf(Fault.class) : EnumSet.copyOf(List.of(faults));
        var options = new HttpServerOptions().setHost("127.0.0.1").setPort(0);
        if (!has(Fault.NO_SUBPROTOCOL)) {
            options.addWebSocketSubProtocol("audio.twilio.com");
        }
        server = vertx.createHttpServer(options)
                .requestHandler(this::answer)
                .webSocketHandshakeHandler(handshake -> {
                    if (handshake.path().equals("/ws/twilio-media")
                            || handshake.path().equals("/ws/twilio-media/") && !has(Fault.ONE_WS_PATH_MISSING)) {
                        handshake.accept();
                    } else {
                        handshake.reject(404);
                    }
                })
                .webSocketHandler(this::hold)
                .listen()
                .toCompletionStage()
                .toCompletableFuture()
                .get(20, TimeUnit.SECONDS);
    }

    String url() {
        return "http://127.0.0.1:" + server.actualPort();
    }

    private boolean has(Fault fault) {
        return faults.contains(fault);
    }

    private void answer(HttpServerRequest request) {
        request.body().onSuccess(body -> {
            HttpServerResponse response = request.response();
            Map<String, List<String>> form = new TreeMap<>();
            if (request.method().name().equals("POST")) {
                for (String pair : body.toString().split("&")) {
                    String[] parts = pair.split("=", 2);
                    form.put(decoded(parts[0]), List.of(decoded(parts.length > 1 ? parts[1] : "")));
                }
            }
            String callSid = form.getOrDefault("CallSid", List.of("")).getFirst();
            boolean signed = new TwilioSignature(has(Fault.OTHER_TOKEN) ? "another" : TOKEN)
                    .verify(url() + request.uri(), form, request.getHeader(TwilioSignature.HEADER));
            switch (request.path()) {
                case "/webhook/incoming_call" -> {
                    if (request.method().name().equals("POST")) {
                        if (!signed) {
                            response.setStatusCode(403).end();
                            return;
                        }
                        ring(callSid);
                    }
                    response.putHeader("Content-Type", "text/xml; charset=utf-8")
                            .end(document(callSid));
                }
                case "/static/tts/greeting_he.mp3", "/static/tts/fallback_he.mp3" -> speech(request, response);
                case "/version" ->
                    response.putHeader("Content-Type", "application/json")
                            .end(version().encode());
                case "/healthz" -> response.end("ok");
                case "/readyz" -> {
                    String db = has(Fault.DATABASE_DOWN) ? "crm-service: connection refused" : "ok";
                    response.setStatusCode(has(Fault.DATABASE_DOWN) ? 503 : 200)
                            .end(new JsonObject(
                                            Map.of("db", db, "openai", "disabled", "tts", "ok", "twilio_secrets", "ok"))
                                    .encode());
                }
                case "/ops/log" -> response.setStatusCode(signed ? 200 : 403).end(lines(request.getParam("call_sid")));
                case "/webhook/handle_recording" ->
                    response.putHeader("Content-Type", "text/xml")
                            .end("<?xml version=\"1.0\" encoding=\"UTF-8\"?><Response><Hangup/></Response>");
                case "/webhook/call_status" ->
                    response.setStatusCode(has(Fault.CALLBACK_404) ? 404 : signed ? 204 : 403)
                            .end();
                case "/2010-04-01/Accounts/" + ACCOUNT + "/IncomingPhoneNumbers.json" -> response.end(numbers());
                default -> {
                    boolean clip = twiml && request.path().equals("/static/tts/" + lastHeard + "-1.mp3");
                    if (clip && !has(Fault.CLIP_MISSING)) {
                        speech(request, response);
                    } else {
                        response.setStatusCode(404).end();
                    }
                }
            }
        });
    }

    private static String decoded(String text) {
        return java.net.URLDecoder.decode(text, java.nio.charset.StandardCharsets.UTF_8);
    }

    private String numbers() {
        String base = has(Fault.NUMBER_POINTS_ELSEWHERE) ? "https://old.example" : url();
        return new JsonObject()
                .put(
                        "incoming_phone_numbers",
                        new JsonArray()
                                .add(new JsonObject(Map.of(
                                        "phone_number",
                                        "+97237654321",
                                        "voice_url",
                                        base + "/webhook/incoming_call",
                                        "status_callback",
                                        base + "/webhook/call_status"))))
                .encode();
    }

    private String document(String callSid) {
        String stream = PublicUrl.parse(url()).stream() + (has(Fault.QUERY_IN_STREAM_URL) ? "?call=1" : "");
        return (has(Fault.BYTES_BEFORE_XML) ? "\n" : "") + "<?xml version=\"1.0\" encoding=\"UTF-8\"?><Response><Play>"
                + url() + "/static/tts/greeting_he.mp3</Play>"
                + (has(Fault.SAY_HEBREW) ? "<Say language=\"he-IL\">שלום</Say>" : "")
                + "<Connect action=\"/webhook/stream_ended\"><Stream url=\"" + stream
                + "\"><Parameter name=\"call_sid\" value=\"" + callSid + "\"/></Stream></Connect></Response>";
    }

    private void speech(HttpServerRequest request, HttpServerResponse response) {
        boolean head = request.method().name().equals("HEAD");
        boolean missing = has(Fault.MP3_MISSING)
                || has(Fault.FALLBACK_MISSING) && request.path().endsWith("/fallback_he.mp3");
        if (missing || head && has(Fault.MP3_HEAD_REFUSED)) {
            response.setStatusCode(head ? 405 : 404).end();
            return;
        }
        byte[] mp3 = new byte[4_000];
        mp3[0] = (byte) 0xFF;
        mp3[1] = (byte) 0xFB;
        response.putHeader("Content-Type", "audio/mpeg");
        if (head) {
            response.putHeader("Content-Length", "4000").end();
        } else {
            response.end(io.vertx.core.buffer.Buffer.buffer(mp3));
        }
    }

    private JsonObject version() {
        asked++;
        var services = new JsonArray();
        for (String service : SERVICES) {
            if (!has(Fault.SERVICE_MISSING) || !service.equals("dialog-service")) {
                services.add(
                        new JsonObject(Map.of("service", service, "instance", service + "-0", "commit", "c0ffee00")));
            }
        }
        return new JsonObject()
                .put("app", "AgentLocator")
                .put("commit", has(Fault.STALE_REPLICA) && asked % 3 == 0 ? "0ldc0de0" : "c0ffee00")
                .put(
                        "settings",
                        new JsonObject(Map.of(
                                "telephony-gateway/0",
                                Map.of("reply_mode", twiml ? "twiml" : "stream"),
                                "watchdog-service/0",
                                Map.of("start_timeout", "1", "no_media_timeout", "1"))))
                .put("services", services);
    }

    /** Answers the webhook of the call; a second later the watchdog checks whether there is a stream. */
    private void ring(String callSid) {
        note(callSid, "REQ method=POST path=/webhook/incoming_call");
        vertx.setTimer(1_000, over -> {
            boolean stream = logged(callSid, "WS_START");
            if (stream && !has(Fault.FALSE_REDIRECT) || has(Fault.NO_WATCHDOG)) {
                return;
            }
            note(callSid, "WATCHDOG_REDIRECT call_sid=" + callSid + " reason=STREAM_NEVER_STARTED");
            if (has(Fault.WATCHDOG_TWICE)) {
                note(callSid, "WATCHDOG_REDIRECT call_sid=" + callSid + " reason=STREAM_NEVER_STARTED");
            }
            note(
                    callSid,
                    has(Fault.WATCHDOG_WITHOUT_CREDENTIALS)
                            ? "WATCHDOG_REDIRECT_FAIL call_sid=" + callSid + " cause=HTTP 401, Twilio 20003"
                            : "WATCHDOG_REDIRECT_FAIL call_sid=" + callSid + " cause=HTTP 404, Twilio 20404");
        });
    }

    private void hold(ServerWebSocket socket) {
        var frames = new int[1];
        var call = new String[] {""};
        socket.textMessageHandler(text -> {
            var message = new JsonObject(text);
            switch (message.getString("event")) {
                case "start" -> {
                    call[0] = message.getJsonObject("start").getString("callSid");
                    note(call[0], "WS_START stream_sid=MZ call_sid=" + call[0]);
                }
                case "media" -> {
                    if (++frames[0] == 100 && !has(Fault.DEAF)) {
                        note(call[0], "HEBREW_SPEECH final chars=20 call_sid=" + call[0]);
                        if (!has(Fault.MUTE) && twiml) {
                            lastHeard = call[0];
                            note(
                                    call[0],
                                    "PING_PONG_FAIL call_sid=" + call[0] + " turn=1 cause="
                                            + (has(Fault.TWILIO_REFUSES)
                                                    ? "HTTP 401, Twilio 20003"
                                                    : "the call is over, Twilio 20404"));
                        } else if (!has(Fault.MUTE)) {
                            reply(socket, message.getString("streamSid"));
                            note(call[0], "PING_PONG_TX turn=1 call_sid=" + call[0]);
                        }
                    }
                }
                default -> {}
            }
        });
    }

    private static void reply(ServerWebSocket socket, String streamSid) {
        String sound = java.util.Base64.getEncoder().encodeToString(new byte[160]);
        for (int i = 0; i < 20; i++) {
            socket.writeTextMessage(new JsonObject()
                    .put("event", "media")
                    .put("streamSid", streamSid)
                    .put("media", new JsonObject().put("payload", sound))
                    .encode());
        }
        socket.writeTextMessage(new JsonObject()
                .put("event", "mark")
                .put("streamSid", streamSid)
                .put("mark", new JsonObject().put("name", "end"))
                .encode());
    }

    private void note(String callSid, String line) {
        log.computeIfAbsent(callSid, none -> java.util.Collections.synchronizedList(new ArrayList<>()))
                .add(line);
    }

    private boolean logged(String callSid, String name) {
        return log.getOrDefault(callSid, List.of()).stream().anyMatch(line -> line.startsWith(name));
    }

    private String lines(String callSid) {
        var lines = new JsonArray();
        for (String line : List.copyOf(log.getOrDefault(callSid, List.of()))) {
            lines.add(new JsonObject(Map.of(
                    "at", "2026-11-24T10:00:00Z", "service", "any", "name", line.split(" ", 2)[0], "line", line)));
        }
        return lines.encode();
    }

    @Override
    public void close() throws Exception {
        vertx.close().toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
    }
}
