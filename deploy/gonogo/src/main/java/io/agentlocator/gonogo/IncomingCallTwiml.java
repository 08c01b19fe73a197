package io.agentlocator.gonogo;

import static io.agentlocator.gonogo.CheckResult.passed;

import io.agentlocator.gonogo.CheckResult.Failed;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.stream.Stream;

/** R73: the TwiML of an incoming call, by GET, which makes no call. */
record IncomingCallTwiml() implements Check {

    @Override
    public String id() {
        return "twiml";
    }

    @Override
    public CheckResult run(Deployment deployment) throws Exception {
        HttpResponse<byte[]> answer = deployment.get("/webhook/incoming_call");
        if (answer.statusCode() != 200) {
            return new Failed(Words.of("twiml.status", answer.statusCode()), "11200");
        }
        AnswerDocument document = AnswerDocument.read(answer);
        return document.wrong().isEmpty()
                ? passed("twiml.good", document.greeting(), document.stream())
                : new Failed(Words.all(document.wrong()), fault(document.wrong()));
    }

    /** Twilio's code of the worst mistake; the key of a sentence contains the code. */
    private static String fault(List<Words> wrong) {
        return Stream.of("31920", "13512", "11100", "12100", "12300")
                .filter(code -> wrong.stream().anyMatch(one -> one.key().contains(code)))
                .findFirst()
                .orElse("12100");
    }
}
