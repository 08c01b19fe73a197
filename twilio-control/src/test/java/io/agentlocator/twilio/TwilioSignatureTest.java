package io.agentlocator.twilio;

import static org.assertj.core.api.Assertions.assertThat;

import com.twilio.security.RequestValidator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TwilioSignatureTest {

    private static final TwilioSignature SIGNATURE = new TwilioSignature("12345");
    private static final String DOCUMENTED_URL = "https://example.com/myapp.php?foo=1&bar=2";
    private static final Map<String, List<String>> DOCUMENTED_FORM = Map.of(
            "CallSid", List.of("CA1234567890ABCDE"),
            "Caller", List.of("+14158675310"),
            "Digits", List.of("1234"),
            "From", List.of("+14158675310"),
            "To", List.of("+18005551212"));
    private static final String DOCUMENTED = "L/OH5YylLD5NRKLltdqwSvS0BnU=";

    @Test
    void agreesWithTwiliosDocumentedExample() {
        assertThat(SIGNATURE.sign(DOCUMENTED_URL, DOCUMENTED_FORM)).isEqualTo(DOCUMENTED);
        assertThat(SIGNATURE.verify(DOCUMENTED_URL, DOCUMENTED_FORM, DOCUMENTED))
                .isTrue();
    }

    @Test
    void refusesAnythingElse() {
        var changed = new LinkedHashMap<>(DOCUMENTED_FORM);
        changed.put("Digits", List.of("1235"));
        var added = new LinkedHashMap<>(DOCUMENTED_FORM);
        added.put("Extra", List.of(""));
        assertThat(SIGNATURE.verify(DOCUMENTED_URL, changed, DOCUMENTED)).isFalse();
        assertThat(SIGNATURE.verify(DOCUMENTED_URL, added, DOCUMENTED)).isFalse();
        assertThat(SIGNATURE.verify(DOCUMENTED_URL + "&", DOCUMENTED_FORM, DOCUMENTED))
                .isFalse();
        assertThat(SIGNATURE.verify("http://example.com/myapp.php?foo=1&bar=2", DOCUMENTED_FORM, DOCUMENTED))
                .isFalse();
        assertThat(SIGNATURE.verify(DOCUMENTED_URL, DOCUMENTED_FORM, "M" + DOCUMENTED.substring(1)))
                .isFalse();
        assertThat(SIGNATURE.verify(DOCUMENTED_URL, DOCUMENTED_FORM, null)).isFalse();
        assertThat(SIGNATURE.verify(DOCUMENTED_URL, DOCUMENTED_FORM, "")).isFalse();
        assertThat(SIGNATURE.verify(DOCUMENTED_URL, DOCUMENTED_FORM, "לא חתימה"))
                .isFalse();
        assertThat(new TwilioSignature("54321").verify(DOCUMENTED_URL, DOCUMENTED_FORM, DOCUMENTED))
                .isFalse();
    }

    @ParameterizedTest(name = "signed {0}, seen {1}: {2}")
    @CsvSource({
        "https://v.example.com/x?a=%2Bb, https://v.example.com:443/x?a=%2Bb, true",
        "https://v.example.com:443/x?a=%2Bb, https://v.example.com/x?a=%2Bb, true",
        "https://v.example.com/x?n=%D7%93, https://v.example.com:8443/x?n=%D7%93, true",
        "https://v.example.com:8443/x, https://v.example.com:8443/x, true",
        "https://v.example.com:8443/x, https://v.example.com/x, false",
        "http://v.example.com:80/x, http://v.example.com/x, true",
        "https://v.example.com/x, https://u:p@v.example.com/x, true",
        "https://v.example.com/x, https://v.example.com/x#rc=2&ct=2000, true",
        "https://v.example.com/x@y, https://v.example.com/x@y, true",
        "https://[::1]/x, https://[::1]:443/x, true",
        "https://v.example.com, https://v.example.com, true",
        "nonsense, nonsense, true",
        "https://v.example.com/a/b, https://v.example.com/a%2Fb, false",
    })
    void triesTheUrlWithAndWithoutItsPort(String signed, String seen, boolean accepted) {
        assertThat(SIGNATURE.verify(seen, Map.of(), SIGNATURE.sign(signed, Map.of())))
                .isEqualTo(accepted);
    }

    @ParameterizedTest(name = "signed {0}, document says {1}: {2}")
    @CsvSource({
        "wss://v.example.com/ws/twilio-media, wss://v.example.com/ws/twilio-media, true",
        "wss://v.example.com/ws/twilio-media/, wss://v.example.com/ws/twilio-media, true",
        "wss://v.example.com/ws/twilio-media, wss://v.example.com/ws/twilio-media/, true",
        "wss://v.example.com:443/ws/twilio-media, wss://v.example.com/ws/twilio-media, true",
        "https://v.example.com/ws/twilio-media, wss://v.example.com/ws/twilio-media, false",
        "wss://v.example.com/ws/other, wss://v.example.com/ws/twilio-media, false",
    })
    void knowsTheUpgradeOfAMediaStream(String signed, String stream, boolean accepted) {
        assertThat(SIGNATURE.verifyUpgrade(stream, SIGNATURE.sign(signed, Map.of())))
                .isEqualTo(accepted);
    }

    @Test
    void aRepeatedParameterCountsOncePerValue() {
        String once = SIGNATURE.sign(DOCUMENTED_URL, Map.of("A", List.of("1", "2")));
        assertThat(SIGNATURE.sign(DOCUMENTED_URL, Map.of("A", List.of("2", "1", "2"))))
                .isEqualTo(once);
        assertThat(SIGNATURE.sign(DOCUMENTED_URL, Map.of("A", List.of("1")))).isNotEqualTo(once);
    }

    /** The SDK's validator is right wherever there is one value per name and no port to rewrite. */
    @Test
    void agreesWithTheSdk() {
        var random = new Random(7);
        var sdk = new RequestValidator("12345");
        String alphabet = "abzAZ09 +&=%/?׳״שלום~é😀";
        for (int i = 0; i < 500; i++) {
            var form = new LinkedHashMap<String, List<String>>();
            var single = new LinkedHashMap<String, String>();
            for (int p = random.nextInt(6); p > 0; p--) {
                String name = word(random, alphabet);
                String value = word(random, alphabet);
                form.put(name, List.of(value));
                single.put(name, value);
            }
            String url = "https://voice.example.com/webhook/incoming_call?q=" + random.nextInt(1000);
            String ours = SIGNATURE.sign(url, form);
            assertThat(sdk.validate(url, single, ours)).as("%s %s", url, form).isTrue();
        }
    }

    private static String word(Random random, String alphabet) {
        int[] letters = alphabet.codePoints().toArray();
        var word = new StringBuilder();
        for (int i = random.nextInt(8); i >= 0; i--) {
            word.appendCodePoint(letters[random.nextInt(letters.length)]);
        }
        return word.toString();
    }
}
