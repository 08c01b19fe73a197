package io.agentlocator.gonogo;

import static io.agentlocator.gonogo.CheckResult.passed;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.agentlocator.gonogo.CheckResult.Failed;
import io.agentlocator.gonogo.CheckResult.LeftOut;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** R60: one of the account's numbers leads here, with its status callback. Twilio's REST API answers this. */
record NumberSettings() implements Check {

    @Override
    public String id() {
        return "number";
    }

    @Override
    public CheckResult run(Deployment deployment) throws Exception {
        Deployment.Credentials credentials = deployment.credentials();
        if (credentials.accountSid().isEmpty() || credentials.authToken().isEmpty()) {
            return LeftOut.because("number.no-credentials");
        }
        String account = credentials.accountSid().get();
        String secret = Base64.getEncoder()
                .encodeToString((account + ":" + credentials.authToken().get()).getBytes(StandardCharsets.UTF_8));
        var request = HttpRequest.newBuilder(URI.create(credentials.apiBaseUrl().orElse("https://api.twilio.com")
                        + "/2010-04-01/Accounts/" + account + "/IncomingPhoneNumbers.json?PageSize=1000"))
                .header("Authorization", "Basic " + secret)
                .GET();
        HttpResponse<byte[]> answer = deployment.send(request);
        if (answer.statusCode() == 401 || answer.statusCode() == 403) {
            return new Failed(Words.of("number.refused", answer.statusCode()), "not-ready");
        }
        if (answer.statusCode() != 200) {
            return LeftOut.because("number.twilio", answer.statusCode());
        }
        JsonNode numbers = new ObjectMapper().readTree(answer.body()).path("incoming_phone_numbers");
        String voice = deployment.url().of("/webhook/incoming_call");
        String status = deployment.url().of("/webhook/call_status");
        List<String> leading = new ArrayList<>();
        List<Words> wrong = new ArrayList<>();
        for (JsonNode number : numbers) {
            if (number.path("voice_url").asText().equals(voice)) {
                leading.add(masked(number.path("phone_number").asText()));
                if (!number.path("status_callback").asText().equals(status)) {
                    wrong.add(Words.of(
                            "number.callback",
                            masked(number.path("phone_number").asText()),
                            number.path("status_callback").asText(),
                            status));
                }
            }
        }
        if (leading.isEmpty()) {
            return new Failed(Words.of("number.none", numbers.size(), voice), "15003");
        }
        return wrong.isEmpty()
                ? passed("number.good", String.join(", ", leading))
                : new Failed(Words.all(wrong), "15003");
    }

    private static String masked(String number) {
        return number.length() < 7 ? "*" : number.substring(0, 2) + "*****" + number.substring(number.length() - 2);
    }
}
