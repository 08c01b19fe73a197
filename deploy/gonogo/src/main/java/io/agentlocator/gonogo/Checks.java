package io.agentlocator.gonogo;

import static io.agentlocator.gonogo.Finding.passed;

import com.fasterxml.jackson.databind.JsonNode;
import io.agentlocator.gonogo.Finding.Failed;
import io.agentlocator.gonogo.Finding.LeftOut;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** The checks, in the order in which a call would meet what they look at. */
final class Checks {

    private static final Duration ANSWER = Duration.ofSeconds(25);
    private static final Duration SLACK = Duration.ofSeconds(8);
    private static final WebSocket.Listener DEAF = new WebSocket.Listener() {};

    private Checks() {}

    static List<Check> all(Options options) {
        return List.of(
                new Answer(),
                new SpokenFiles(),
                new Handshake(),
                new SameBuild(options.commit()),
                new Readiness(),
                new HealthyCall(),
                new SilentStream(options.watchdog()),
                new StatusCallback(),
                new NumberSettings());
    }

    /** R73: the document, by GET, which makes no call. */
    record Answer() implements Check {

        @Override
        public String id() {
            return "twiml";
        }

        @Override
        public Finding look(Deployment deployment) throws Exception {
            HttpResponse<byte[]> answer = deployment.get("/webhook/incoming_call");
            if (answer.statusCode() != 200) {
                return new Failed("GET /webhook/incoming_call answers " + answer.statusCode(), "11200");
            }
            AnswerDocument document = AnswerDocument.read(
                    answer.body(), answer.headers().firstValue("Content-Type").orElse(""));
            return document.wrong().isEmpty()
                    ? passed("<Play> " + document.greeting() + ", then <Connect> to " + document.stream())
                    : new Failed(String.join("; ", document.wrong()), fault(document.wrong()));
        }

        private static String fault(List<String> wrong) {
            String all = String.join(" ", wrong);
            for (String code : List.of("31920", "13512", "11100", "12100", "12300")) {
                if (all.contains(code)) {
                    return code;
                }
            }
            return "12100";
        }
    }

    /** R74, R75. */
    record SpokenFiles() implements Check {

        @Override
        public String id() {
            return "mp3";
        }

        @Override
        public Finding look(Deployment deployment) throws Exception {
            List<String> wrong = new ArrayList<>();
            List<String> sizes = new ArrayList<>();
            for (String file : List.of("greeting_he.mp3", "fallback_he.mp3")) {
                String path = "/static/tts/" + file;
                HttpResponse<byte[]> head = deployment.head(path);
                HttpResponse<byte[]> get = deployment.get(path);
                String type = get.headers().firstValue("Content-Type").orElse("nothing");
                if (head.statusCode() != 200 || get.statusCode() != 200) {
                    wrong.add(path + " answers HEAD " + head.statusCode() + ", GET " + get.statusCode());
                } else if (!type.startsWith("audio/mpeg")) {
                    wrong.add(path + " is said to be " + type + ", not audio/mpeg");
                } else if (!soundsLikeMp3(get.body())) {
                    wrong.add(path + " is no MP3: " + get.body().length + " bytes");
                } else {
                    sizes.add(file + " " + get.body().length + " bytes");
                }
            }
            return wrong.isEmpty() ? passed(String.join(", ", sizes)) : new Failed(String.join("; ", wrong), "11100");
        }

        private static boolean soundsLikeMp3(byte[] body) {
            boolean tagged = body.length > 3 && body[0] == 'I' && body[1] == 'D' && body[2] == '3';
            boolean frame = body.length > 2 && (body[0] & 0xFF) == 0xFF && (body[1] & 0xE0) == 0xE0;
            return body.length > 1000 && (tagged || frame);
        }
    }

    /** R76: true upgrades, never HEAD. */
    record Handshake() implements Check {

        @Override
        public String id() {
            return "websocket";
        }

        @Override
        public Finding look(Deployment deployment) throws Exception {
            List<String> wrong = new ArrayList<>();
            for (String path : List.of("/ws/twilio-media", "/ws/twilio-media/")) {
                for (boolean subprotocol : List.of(true, false)) {
                    String url = deployment.url().stream().replaceFirst("/ws/twilio-media$", path);
                    String how = path + (subprotocol ? " with audio.twilio.com" : " without a sub-protocol");
                    try {
                        WebSocket socket = PretendedCall.socket(deployment, url, subprotocol, DEAF);
                        if (subprotocol && !socket.getSubprotocol().equals("audio.twilio.com")) {
                            wrong.add(how + ": 101, but the sub-protocol was not taken up");
                        }
                        socket.sendClose(WebSocket.NORMAL_CLOSURE, "").join();
                    } catch (Unreachable e) {
                        wrong.add(how + ": " + e.getMessage());
                    }
                }
            }
            return wrong.isEmpty()
                    ? passed("101 on both paths, with and without audio.twilio.com")
                    : new Failed(String.join("; ", wrong), "31920");
        }
    }

    /** R30b: no instance of another build may answer. */
    record SameBuild(Optional<String> expected) implements Check {

        private static final int ASKED = 5;

        @Override
        public String id() {
            return "version";
        }

        @Override
        public Finding look(Deployment deployment) throws Exception {
            Set<String> commits = new LinkedHashSet<>();
            Set<String> services = new LinkedHashSet<>();
            for (int i = 0; i < ASKED; i++) {
                HttpResponse<byte[]> answer = deployment.get("/version");
                if (answer.statusCode() != 200) {
                    return new Failed("/version answers " + answer.statusCode(), "stale-replica");
                }
                JsonNode version = Deployment.json(answer);
                if (!version.path("app").asText().equals("AgentLocator")) {
                    return new Failed(
                            "/version says app=\"" + version.path("app").asText() + "\"", "stale-replica");
                }
                commits.add(version.path("commit").asText());
                for (JsonNode service : version.path("services")) {
                    commits.add(service.path("commit").asText());
                    services.add(service.path("service").asText() + "/"
                            + service.path("instance").asText());
                }
            }
            if (commits.size() != 1) {
                return new Failed("more than one build answers: " + commits, "stale-replica");
            }
            String commit = commits.iterator().next();
            if (expected.isPresent() && !commit.startsWith(expected.get())) {
                return new Failed("the build is " + commit + ", expected was " + expected.get(), "stale-replica");
            }
            Set<String> kinds = new LinkedHashSet<>();
            services.forEach(service -> kinds.add(service.substring(0, service.indexOf('/'))));
            if (kinds.size() < 6) {
                return new Failed("of the six services only these say that they run: " + services, "stale-replica");
            }
            return passed("commit " + commit + " in all " + services.size() + " instances");
        }
    }

    /** R70. */
    record Readiness() implements Check {

        @Override
        public String id() {
            return "readiness";
        }

        @Override
        public Finding look(Deployment deployment) throws Exception {
            HttpResponse<byte[]> alive = deployment.get("/healthz");
            if (alive.statusCode() != 200
                    || !new String(alive.body(), java.nio.charset.StandardCharsets.UTF_8).equals("ok")) {
                return new Failed("/healthz answers " + alive.statusCode(), "not-ready");
            }
            JsonNode ready = Deployment.json(deployment.get("/readyz"));
            List<String> wrong = new ArrayList<>();
            List<String> states = new ArrayList<>();
            for (String name : List.of("db", "openai", "tts", "twilio_secrets")) {
                String state = ready.path(name).asText("missing");
                states.add(name + "=" + state);
                if (!state.equals("ok") && !state.equals("disabled")) {
                    wrong.add(name + ": " + state);
                }
            }
            return wrong.isEmpty()
                    ? passed(String.join(", ", states))
                    : new Failed(String.join("; ", wrong), "not-ready");
        }
    }

    /** R94, and that a healthy call is left alone. */
    record HealthyCall() implements Check {

        @Override
        public String id() {
            return "conversation";
        }

        @Override
        public Finding look(Deployment deployment) throws Exception {
            if (!deployment.canSign()) {
                return new LeftOut("TWILIO_AUTH_TOKEN is not set here, so no call can be pretended");
            }
            try (var call = new PretendedCall(deployment)) {
                HttpResponse<byte[]> answer = call.ring();
                if (answer.statusCode() == 403) {
                    return new Failed(
                            "a signed POST /webhook/incoming_call is refused: the token here is not the deployment's, "
                                    + "or its PUBLIC_BASE_URL is not "
                                    + deployment.url().base(),
                            "403");
                }
                AnswerDocument document = AnswerDocument.read(
                        answer.body(),
                        answer.headers().firstValue("Content-Type").orElse(""));
                call.open(document);
                boolean answered =
                        call.speak(spoken(), () -> call.framesHeard() > 10 && call.logged("PING_PONG_TX"), ANSWER);
                Set<String> names = new LinkedHashSet<>();
                deployment.log(call.callSid()).forEach(line -> names.add(line.name()));
                if (names.contains("WATCHDOG_REDIRECT")) {
                    return new Failed("the watchdog redirected a healthy call", "false-redirect", call.evidence());
                }
                for (String name : List.of("WS_START", "HEBREW_SPEECH")) {
                    if (!names.contains(name)) {
                        return new Failed(
                                "no " + name + " in the log of the call; it has " + names,
                                name.equals("WS_START") ? "31920" : "no-words",
                                call.evidence());
                    }
                }
                if (!answered && twiml(deployment)) {
                    return new LeftOut("REPLY_MODE=twiml: the words were heard (HEBREW_SPEECH); Twilio must know the"
                            + " call for the reply, so call the number once");
                }
                return answered
                        ? passed("Hebrew in, HEBREW_SPEECH, Hebrew out: PING_PONG_TX and " + call.framesHeard()
                                + " frames of the agent's voice")
                        : new Failed(
                                "no reply within " + ANSWER.toSeconds() + " s: " + call.framesHeard()
                                        + " frames of the agent's voice came; the log has " + names,
                                "no-reply",
                                call.evidence());
            }
        }

        private static boolean twiml(Deployment deployment) throws Exception {
            return Deployment.json(deployment.get("/version"))
                    .findValuesAsText("reply_mode")
                    .contains("twiml");
        }

        private static byte[] spoken() {
            try (InputStream sound = Checks.class.getResourceAsStream("/looking-for-a-flat_he.ulaw")) {
                if (sound == null) {
                    throw new IllegalStateException("the spoken sentence is not in the jar");
                }
                return sound.readAllBytes();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** R78: no stream, so the watchdog must redirect; and the recording's webhook must thank and hang up. */
    record SilentStream(Optional<Options.Watchdog> wanted) implements Check {

        @Override
        public String id() {
            return "watchdog";
        }

        @Override
        public Finding look(Deployment deployment) throws Exception {
            if (!deployment.canSign()) {
                return new LeftOut("TWILIO_AUTH_TOKEN is not set here, so no call can be pretended");
            }
            JsonNode version = Deployment.json(deployment.get("/version"));
            int start = seconds(version, "start_timeout");
            int noMedia = seconds(version, "no_media_timeout");
            if (wanted.isPresent()
                    && (wanted.get().start() != start || wanted.get().noMedia() != noMedia)) {
                return new Failed(
                        "the watchdog runs with " + start + "/" + noMedia + ", not " + wanted.get()
                                + ": set WATCHDOG_START_TIMEOUT and WATCHDOG_NO_MEDIA_TIMEOUT for the time of the check",
                        "watchdog");
            }
            try (var call = new PretendedCall(deployment)) {
                call.ring();
                long until = System.nanoTime()
                        + Duration.ofSeconds(start + 10L).plus(SLACK).toNanos();
                while (System.nanoTime() < until
                        && !call.logged("WATCHDOG_REDIRECT_OK")
                        && !call.logged("WATCHDOG_REDIRECT_FAIL")) {
                    Thread.sleep(500);
                }
                Optional<String> wrong = wrong(deployment.log(call.callSid()));
                if (wrong.isPresent()) {
                    return new Failed(wrong.get(), "watchdog", call.evidence());
                }
                HttpResponse<byte[]> thanks = call.webhook(
                        "/webhook/handle_recording",
                        "in-progress",
                        Map.of(
                                "RecordingSid",
                                "RE" + UUID.randomUUID().toString().replace("-", ""),
                                "RecordingUrl",
                                deployment.url().of("/recordings/of-a-pretended-call"),
                                "RecordingDuration",
                                "1"));
                String document = new String(thanks.body(), java.nio.charset.StandardCharsets.UTF_8);
                if (thanks.statusCode() != 200 || !document.contains("<Hangup/>")) {
                    return new Failed(
                            "/webhook/handle_recording answers " + thanks.statusCode() + " without <Hangup/>",
                            "watchdog",
                            call.evidence());
                }
                String restore = start != 6 || noMedia != 6 ? "; remember to set 6/6 again" : "";
                return passed("redirected after the greeting and " + start
                        + " s without a stream; handle_recording thanks and hangs up" + restore);
            }
        }

        /** Twilio does not know a pretended call; that it says so proves that the redirect reached it. */
        private static Optional<String> wrong(List<OpsLine> lines) {
            Optional<OpsLine> failed = lines.stream()
                    .filter(line -> line.name().equals("WATCHDOG_REDIRECT_FAIL"))
                    .findFirst();
            long redirects = lines.stream()
                    .filter(line -> line.name().equals("WATCHDOG_REDIRECT"))
                    .count();
            if (redirects == 0) {
                return Optional.of("no stream, and no WATCHDOG_REDIRECT");
            }
            if (redirects > 1) {
                return Optional.of(redirects + " redirects of one call");
            }
            return failed.filter(line -> !line.line().matches(".*\\b(404|20404)\\b.*"))
                    .map(line -> "the redirect did not work: " + line.line());
        }

        private static int seconds(JsonNode version, String setting) {
            return version.findValuesAsText(setting).stream()
                    .mapToInt(value -> (int) Double.parseDouble(value))
                    .findFirst()
                    .orElse(6);
        }
    }

    /** R79. */
    record StatusCallback() implements Check {

        @Override
        public String id() {
            return "call_status";
        }

        @Override
        public Finding look(Deployment deployment) throws Exception {
            String callSid = "CA" + UUID.randomUUID().toString().replace("-", "");
            HttpResponse<byte[]> answer = deployment.webhook(
                    "/webhook/call_status", Map.of("CallSid", callSid, "CallStatus", "completed", "CallDuration", "0"));
            if (answer.statusCode() == 403 && !deployment.canSign()) {
                return new LeftOut("the route is there and refuses what is not signed (403);"
                        + " TWILIO_AUTH_TOKEN is not set here");
            }
            return answer.statusCode() == 204
                    ? passed("204")
                    : new Failed("POST /webhook/call_status answers " + answer.statusCode(), "15003");
        }
    }
}
