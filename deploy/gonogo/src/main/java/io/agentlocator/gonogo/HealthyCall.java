package io.agentlocator.gonogo;

import static io.agentlocator.gonogo.Finding.passed;

import io.agentlocator.gonogo.Finding.Failed;
import io.agentlocator.gonogo.Finding.LeftOut;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** R94, and that a healthy call is left alone. */
record HealthyCall() implements Check {

    private static final Duration ANSWER = Duration.ofSeconds(25);

    @Override
    public String id() {
        return "conversation";
    }

    @Override
    public Finding look(Deployment deployment) throws Exception {
        if (!deployment.canSign()) {
            return LeftOut.because("no-token");
        }
        try (var call = new PretendedCall(deployment)) {
            HttpResponse<byte[]> answer = call.ring();
            if (answer.statusCode() == 403) {
                return new Failed(
                        Words.of("conversation.refused", deployment.url().base()), "403");
            }
            AnswerDocument document = AnswerDocument.read(answer);
            call.open(document);
            boolean answered =
                    call.speak(spoken(), () -> call.framesHeard() > 10 && call.logged("PING_PONG_TX"), ANSWER);
            Set<String> names = new LinkedHashSet<>();
            deployment.log(call.callSid()).forEach(line -> names.add(line.name()));
            if (names.contains("WATCHDOG_REDIRECT")) {
                return new Failed(Words.of("conversation.redirected"), "false-redirect", call.evidence());
            }
            for (String name : List.of("WS_START", "HEBREW_SPEECH")) {
                if (!names.contains(name)) {
                    return new Failed(
                            Words.of("conversation.no-line", name, names),
                            name.equals("WS_START") ? "31920" : "no-words",
                            call.evidence());
                }
            }
            if (!answered && twiml(deployment)) {
                return LeftOut.because("conversation.twiml");
            }
            return answered
                    ? passed("conversation.good", call.framesHeard())
                    : new Failed(
                            Words.of("conversation.no-reply", ANSWER.toSeconds(), call.framesHeard(), names),
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
