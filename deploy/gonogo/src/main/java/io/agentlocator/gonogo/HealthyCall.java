package io.agentlocator.gonogo;

import static io.agentlocator.gonogo.CheckResult.passed;

import io.agentlocator.gonogo.CheckResult.Failed;
import io.agentlocator.gonogo.CheckResult.LeftOut;
import io.agentlocator.twilio.TwimlDocuments;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * R94, and the watchdog leaves a healthy call alone. With replies by TwiML the reply is a file that Twilio has to play.
 */
record HealthyCall() implements Check {

    private static final Duration ANSWER = Duration.ofSeconds(25);
    private static final Set<String> UPDATE_WITH_CLIP = Set.of("PING_PONG_TX", "PING_PONG_FAIL");
    private static final Pattern TURN = Pattern.compile("\\bturn=(\\d+)\\b");

    @Override
    public String id() {
        return "conversation";
    }

    @Override
    public CheckResult run(Deployment deployment) throws Exception {
        if (!deployment.canSign()) {
            return LeftOut.because("no-token");
        }
        boolean twiml = twiml(deployment);
        try (var call = new PretendedCall(deployment)) {
            HttpResponse<byte[]> answer = call.ring();
            if (answer.statusCode() == 403) {
                return new Failed(
                        Words.of("conversation.refused", deployment.url().base()), "403");
            }
            AnswerDocument document = AnswerDocument.read(answer);
            call.open(document);
            boolean answered = call.speak(
                    spoken(),
                    twiml
                            ? () -> call.logged(UPDATE_WITH_CLIP).isPresent()
                            : () -> call.framesHeard() > 10 && call.logged("PING_PONG_TX"),
                    ANSWER);
            Set<String> names = new LinkedHashSet<>();
            deployment.log(call.callSid()).forEach(line -> names.add(line.name()));
            if (names.contains("WATCHDOG_REDIRECT")) {
                return new Failed(Words.of("conversation.redirected"), "false-redirect", call.evidence());
            }
            for (String name : List.of("WS_START", "HEBREW_SPEECH")) {
                if (!names.contains(name)) {
                    return new Failed(
                            Words.of("conversation.no-line", name, names),
                            name.equals("WS_START") ? "no-start" : "no-words",
                            call.evidence());
                }
            }
            if (!answered) {
                return new Failed(
                        Words.of("conversation.no-reply", ANSWER.toSeconds(), call.framesHeard(), names),
                        "no-reply",
                        call.evidence());
            }
            return twiml ? clip(deployment, call) : passed("conversation.good", call.framesHeard());
        }
    }

    private static CheckResult clip(Deployment deployment, PretendedCall call) throws Exception {
        OpsLine update = call.logged(UPDATE_WITH_CLIP).orElseThrow();
        Matcher turn = TURN.matcher(update.line());
        if (!turn.find()) {
            return new Failed(Words.of("conversation.not-told", update.line()), "not-told", call.evidence());
        }
        String path = TwimlDocuments.clipPath(call.callSid(), Integer.parseInt(turn.group(1)));
        HttpResponse<byte[]> clip = deployment.get(path);
        if (clip.statusCode() != 200) {
            return new Failed(Words.of("conversation.no-clip", path, clip.statusCode()), "11100", call.evidence());
        }
        return update.name().equals("PING_PONG_TX") || update.unknownAtTwilio()
                ? passed("conversation.good-twiml", clip.body().length)
                : new Failed(Words.of("conversation.not-told", update.line()), "not-told", call.evidence());
    }

    private static boolean twiml(Deployment deployment) throws Exception {
        return Deployment.json(deployment.get("/version"))
                .findValuesAsText("reply_mode")
                .contains("twiml");
    }

    private static byte[] spoken() {
        try (InputStream sound = HealthyCall.class.getResourceAsStream("/looking-for-a-flat_he.ulaw")) {
            if (sound == null) {
                throw new IllegalStateException("the spoken sentence is not in the jar");
            }
            return sound.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
