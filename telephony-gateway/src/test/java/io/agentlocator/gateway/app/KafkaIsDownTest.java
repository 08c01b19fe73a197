package io.agentlocator.gateway.app;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.agentlocator.twilio.TwilioSignature;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Callers are answered although no event can be published. */
@QuarkusTest
@TestProfile(KafkaIsDownTest.NoBroker.class)
class KafkaIsDownTest {

    public static class NoBroker implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            try (var nobody = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                return Map.of(
                        "kafka.bootstrap.servers", "127.0.0.1:" + nobody.getLocalPort(),
                        "gateway.public-base-url", "https://voice.example.com",
                        "gateway.auth-token", "12345");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static final TwilioSignature SIGNATURE = new TwilioSignature("12345");
    private static final int MANY = 50;

    @Test
    void everyWebhookIsAnsweredAtOnce() {
        var millis = new ArrayList<Long>();
        for (int i = 0; i < MANY; i++) {
            String sid = "CA" + i;
            String recording = "https://api.twilio.com/2010-04-01/Accounts/AC1/Recordings/RE" + sid;
            var form = Map.of("CallSid", sid, "CallStatus", "in-progress", "RecordingUrl", recording);
            millis.add(post("incoming_call", form, 200, "<Connect"));
            millis.add(post("stream_ended", form, 200, "<Record"));
            millis.add(post("handle_recording", form, 200, "<Hangup"));
            millis.add(post("recording_status", form, 204, ""));
            millis.add(post("call_status", form, 204, ""));
            millis.add(post("whatsapp/twilio", Map.of("MessageSid", "SM" + sid, "From", "a", "To", "b"), 204, ""));
        }
        millis.sort(null);
        assertThat(millis.get(millis.size() / 2))
                .as("half of the answers, in milliseconds")
                .isLessThan(100);
        given().get("/webhook/incoming_call").then().statusCode(200);
        given().get("/healthz").then().statusCode(200).body(equalTo("ok"));
    }

    @Test
    void whatIsMissingIsNamed() {
        given().get("/q/health/ready")
                .then()
                .statusCode(503)
                .body(containsString("TWILIO_ACCOUNT_SID is not set"))
                .body(containsString("not read yet"));
    }

    private static long post(String route, Map<String, String> form, int status, String text) {
        var lists = new LinkedHashMap<String, List<String>>();
        form.forEach((name, value) -> lists.put(name, List.of(value)));
        return given().header(
                        TwilioSignature.HEADER, SIGNATURE.sign("https://voice.example.com/webhook/" + route, lists))
                .formParams(form)
                .post("/webhook/" + route)
                .then()
                .statusCode(status)
                .body(containsString(text))
                .extract()
                .time();
    }
}
