package io.agentlocator.testbed.suite.vendors;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;

/** Checks the account's credentials and the voice URLs of its numbers. */
final class TwilioCheck {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Surroundings surroundings;
    private final HttpClient http;

    TwilioCheck(Surroundings surroundings, HttpClient http) {
        this.surroundings = surroundings;
        this.http = http;
    }

    VendorFinding finding() throws InterruptedException {
        var missing = new ArrayList<String>();
        for (String name : List.of("TWILIO_ACCOUNT_SID", "TWILIO_AUTH_TOKEN")) {
            if (surroundings.get(name).isEmpty()) {
                missing.add(name);
            }
        }
        if (!missing.isEmpty()) {
            return VendorFinding.missing(
                    "twilio", String.join(", ", missing) + (missing.size() > 1 ? " are" : " is") + " missing");
        }
        String base = surroundings
                .get("TWILIO_API_BASE_URL", "https://api.twilio.com")
                .replaceFirst("/+$", "");
        String account = surroundings.get("TWILIO_ACCOUNT_SID", "");
        var facts = new LinkedHashMap<String, String>();
        facts.put("endpoint", base);
        facts.put("credentials", Surroundings.masked(account));
        try {
            long began = System.nanoTime();
            HttpResponse<String> known = get(base + "/2010-04-01/Accounts/" + account + ".json");
            facts.put("round_trip_ms", LanguageModelCheck.millisSince(began));
            if (known.statusCode() != 200) {
                return VendorFinding.failed("twilio", refused(known), facts);
            }
            JsonNode details = JSON.readTree(known.body());
            facts.put("account", details.path("friendly_name").asText(""));
            facts.put("type", details.path("type").asText(""));
            facts.put("status", details.path("status").asText(""));
            HttpResponse<String> numbers =
                    get(base + "/2010-04-01/Accounts/" + account + "/IncomingPhoneNumbers.json?PageSize=20");
            if (numbers.statusCode() != 200) {
                return VendorFinding.failed("twilio", refused(numbers), facts);
            }
            return numbers(JSON.readTree(numbers.body()).path("incoming_phone_numbers"), facts);
        } catch (IOException e) {
            return VendorFinding.failed("twilio", String.valueOf(e), facts);
        }
    }

    private VendorFinding numbers(JsonNode numbers, LinkedHashMap<String, String> facts) {
        String wanted =
                surroundings.get("PUBLIC_BASE_URL").map(TwilioCheck::host).orElse("");
        boolean leadsHere = false;
        for (JsonNode number : numbers) {
            String voice = number.path("voice_url").asText("");
            facts.put("number " + number.path("phone_number").asText(), voice.isEmpty() ? "no voice URL" : voice);
            leadsHere |= !wanted.isEmpty() && host(voice).equals(wanted);
        }
        if (numbers.isEmpty()) {
            return VendorFinding.failed("twilio", "the account has no phone number", facts);
        }
        if (!wanted.isEmpty() && !leadsHere) {
            return VendorFinding.failed("twilio", "no number's voice URL leads to " + wanted, facts);
        }
        return VendorFinding.ok("twilio", facts);
    }

    private static String host(String url) {
        return url.replaceFirst("^[a-z]+://", "").replaceFirst("/.*$", "");
    }

    private static String refused(HttpResponse<String> answer) {
        try {
            return "HTTP " + answer.statusCode() + " "
                    + JSON.readTree(answer.body()).path("message").asText("");
        } catch (IOException e) {
            return "HTTP " + answer.statusCode();
        }
    }

    private HttpResponse<String> get(String url) throws IOException, InterruptedException {
        String secret = surroundings.get("TWILIO_ACCOUNT_SID", "") + ":" + surroundings.get("TWILIO_AUTH_TOKEN", "");
        return http.send(
                HttpRequest.newBuilder(URI.create(url))
                        .timeout(Duration.ofSeconds(10))
                        .header(
                                "Authorization",
                                "Basic " + Base64.getEncoder().encodeToString(secret.getBytes(StandardCharsets.UTF_8)))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }
}
