package io.agentlocator.twilio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PublicUrlTest {

    @ParameterizedTest
    @CsvSource({
        "https://ai-crmd.replit.app, https://ai-crmd.replit.app",
        "https://ai-crmd.replit.app/, https://ai-crmd.replit.app",
        "ai-crmd.replit.app, https://ai-crmd.replit.app",
        "ai-crmd.replit.app///, https://ai-crmd.replit.app",
        "'  HTTPS://AI-crmd.Replit.app// ', https://ai-crmd.replit.app",
        "//ai-crmd.replit.app, https://ai-crmd.replit.app",
        "wss://voice.example.com, https://voice.example.com",
        "voice.example.com:8443, https://voice.example.com:8443",
        "http://127.0.0.1:8080/, http://127.0.0.1:8080",
    })
    void takesTheAddressHoweverItIsWritten(String text, String base) {
        PublicUrl url = PublicUrl.parse(text);
        assertThat(url.base()).isEqualTo(base);
        assertThat(url.of("/static/tts/greeting_he.mp3")).isEqualTo(base + "/static/tts/greeting_he.mp3");
        assertThat(url.of("static/tts/greeting_he.mp3")).isEqualTo(base + "/static/tts/greeting_he.mp3");
        assertThat(url.of("//static/tts/greeting_he.mp3")).isEqualTo(base + "/static/tts/greeting_he.mp3");
        assertThat(url.host()).doesNotContain("/").doesNotContain("http");
    }

    @ParameterizedTest
    @CsvSource({
        "https://voice.example.com, wss://voice.example.com/ws/twilio-media",
        "voice.example.com:8443, wss://voice.example.com:8443/ws/twilio-media",
        "http://voice.example.com, wss://voice.example.com/ws/twilio-media",
        "http://127.0.0.1:8080, ws://127.0.0.1:8080/ws/twilio-media",
        "http://localhost:8080, ws://localhost:8080/ws/twilio-media",
        "http://[::1]:8080, ws://[::1]:8080/ws/twilio-media",
        "http://localhost.evil.example, wss://localhost.evil.example/ws/twilio-media",
    })
    void onlyAPlainAddressOfThisMachineIsStreamedInTheClear(String text, String stream) {
        assertThat(PublicUrl.parse(text).stream()).isEqualTo(stream);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "https://",
                "ftp://voice.example.com",
                "https://voice.example.com/webhook/incoming_call",
                "https://voice.example.com?x=1",
                "https://user:secret@voice.example.com",
                "https://voice example.com",
                "https://voice.example.com:notaport"
            })
    void refusesWhatTwilioCouldNotReach(String text) {
        assertThatThrownBy(() -> PublicUrl.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("not a public address");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  "})
    void nothingSetIsNoAddress(String text) {
        assertThat(PublicUrl.parseOptional(text)).isEmpty();
        assertThat(PublicUrl.parseOptional(null)).isEmpty();
    }
}
