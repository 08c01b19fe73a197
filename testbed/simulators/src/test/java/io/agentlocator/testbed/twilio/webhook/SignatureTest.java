package io.agentlocator.testbed.twilio.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class SignatureTest {
    @Test
    void documentedVector() {
        Map<String, String> params = Map.of(
                "CallSid", "CA1234567890ABCDE",
                "Caller", "+14158675310",
                "Digits", "1234",
                "From", "+14158675310",
                "To", "+18005551212");
        assertThat(Signature.of("12345", "https://example.com/myapp.php?foo=1&bar=2", params))
                .isEqualTo("L/OH5YylLD5NRKLltdqwSvS0BnU=");
    }

    @Test
    void signedUrlHasNoFragmentNoUserAndNoPortOverHttps() {
        assertThat(Urls.signed("https://u:p@agent.test:8443/a/%D7%90?x=%2B1#rc=2&ct=100"))
                .isEqualTo("https://agent.test/a/%D7%90?x=%2B1");
        assertThat(Urls.signed("http://agent.test:8080/a")).isEqualTo("http://agent.test:8080/a");
        assertThat(Urls.signed("wss://agent.test/ws/twilio-media")).isEqualTo("wss://agent.test/ws/twilio-media");
    }
}
