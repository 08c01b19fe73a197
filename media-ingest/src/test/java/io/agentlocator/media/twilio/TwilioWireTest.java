package io.agentlocator.media.twilio;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The messages are those of Twilio's page "Media Streams – WebSocket messages". */
class TwilioWireTest {

    @Test
    void connected() {
        assertThat(TwilioWire.read("{\"event\":\"connected\",\"protocol\":\"Call\",\"version\":\"1.0.0\"}"))
                .isEqualTo(new TwilioMessage.Connected());
    }

    @Test
    void start() {
        var start = TwilioWire.read("""
                {"event":"start","sequenceNumber":"1","start":{
                   "accountSid":"AC1","streamSid":"MZ1","callSid":"CA1","tracks":["inbound"],
                   "mediaFormat":{"encoding":"audio/x-mulaw","sampleRate":8000,"channels":1},
                   "customParameters":{"token":"secret","call_sid":"CA1"}},
                 "streamSid":"MZ1"}""");
        assertThat(start)
                .isEqualTo(new TwilioMessage.Start("CA1", "MZ1", Map.of("token", "secret", "call_sid", "CA1")));
        assertThat(start.toString()).doesNotContain("secret");
    }

    @Test
    void startWithoutParametersOrWithThemAsText() {
        assertThat(TwilioWire.read("{\"event\":\"start\",\"start\":{\"streamSid\":\"MZ1\",\"callSid\":\"CA1\"}}"))
                .isEqualTo(new TwilioMessage.Start("CA1", "MZ1", Map.of()));
        assertThat(
                        TwilioWire.read(
                                "{\"event\":\"start\",\"start\":{\"streamSid\":\"MZ1\",\"callSid\":\"CA1\",\"customParameters\":\"{\\\"token\\\":\\\"t\\\"}\"}}"))
                .isEqualTo(new TwilioMessage.Start("CA1", "MZ1", Map.of("token", "t")));
        assertThat(
                        TwilioWire.read(
                                "{\"event\":\"start\",\"start\":{\"streamSid\":\"MZ1\",\"callSid\":\"CA1\",\"customParameters\":\"none\"}}"))
                .isEqualTo(new TwilioMessage.Start("CA1", "MZ1", Map.of()));
    }

    @Test
    void media() {
        var media = (TwilioMessage.Media)
                TwilioWire.read(
                        "{\"event\":\"media\",\"sequenceNumber\":\"2\",\"media\":{\"track\":\"inbound\",\"chunk\":\"1\",\"timestamp\":\"5\",\"payload\":\"//8A\"},\"streamSid\":\"MZ1\"}");
        assertThat(media.chunk()).isEqualTo(1);
        assertThat(media.timestampMs()).isEqualTo(5);
        assertThat(media.mulaw()).containsExactly(0xFF, 0xFF, 0x00);
    }

    @Test
    void theRest() {
        assertThat(
                        TwilioWire.read(
                                "{\"event\":\"dtmf\",\"streamSid\":\"MZ1\",\"sequenceNumber\":\"5\",\"dtmf\":{\"track\":\"inbound_track\",\"digit\":\"#\"}}"))
                .isEqualTo(new TwilioMessage.Dtmf("#"));
        assertThat(
                        TwilioWire.read(
                                "{\"event\":\"mark\",\"sequenceNumber\":\"4\",\"streamSid\":\"MZ1\",\"mark\":{\"name\":\"turn-7\"}}"))
                .isEqualTo(new TwilioMessage.Mark("turn-7"));
        assertThat(
                        TwilioWire.read(
                                "{\"event\":\"stop\",\"sequenceNumber\":\"5\",\"stop\":{\"accountSid\":\"AC1\",\"callSid\":\"CA1\"},\"streamSid\":\"MZ1\"}"))
                .isEqualTo(new TwilioMessage.Stop());
        assertThat(TwilioWire.read("{\"event\":\"weather\",\"weather\":{\"event\":\"stop\"}}"))
                .isEqualTo(new TwilioMessage.Unknown("weather"));
    }

    /** Twilio's sids hold letters and digits only; a start with any other is no start. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "MZ\\n23:59:59.999 WARN",
                "MZ\\r1",
                "MZ\\u001b[31m",
                "MZ\\u202e1",
                "MZ\\u2028x",
                "MZ 1",
                "MZ1\\u0000",
                "MZ",
                "XX1",
                "mz1",
                "MZ\u0661",
                "MZ\\\"1",
                "../MZ1"
            })
    void aSidOfAnotherFormMakesTheStartGarbled(String sid) {
        String ofStream = "{\"event\":\"start\",\"start\":{\"streamSid\":\"" + sid + "\",\"callSid\":\"CA1\"}}";
        assertThat(TwilioWire.read(ofStream)).isInstanceOf(TwilioMessage.Garbled.class);
        String ofCall = "{\"event\":\"start\",\"start\":{\"streamSid\":\"MZ1\",\"callSid\":\"" + sid.replace("MZ", "CA")
                + "\"}}";
        assertThat(TwilioWire.read(ofCall)).isInstanceOf(TwilioMessage.Garbled.class);
    }

    @Test
    void aSidWithoutEndMakesTheStartGarbled() {
        String sid = "MZ" + "1".repeat(60_000);
        assertThat(TwilioWire.read(
                        "{\"event\":\"start\",\"start\":{\"streamSid\":\"" + sid + "\",\"callSid\":\"CA1\"}}"))
                .isInstanceOf(TwilioMessage.Garbled.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "   ",
                "null",
                "[]",
                "{",
                "{\"event\":",
                "{\"event\":null}",
                "{\"event\":{}}",
                "{\"event\":\"media\"}",
                "{\"event\":\"media\",\"media\":null}",
                "{\"event\":\"media\",\"media\":\"x\"}",
                "{\"event\":\"media\",\"media\":{\"payload\":\"?not base64?\"}}",
                "{\"event\":\"media\",\"media\":{\"payload\":\"\"}}",
                "{\"event\":\"media\",\"media\":{\"payload\":17.5}}",
                "{\"event\":\"dtmf\",\"dtmf\":{\"digit\":\"שלום\"}}",
                "{\"event\":\"start\",\"start\":{\"callSid\":\"CA1\"}}",
                "{\"event\":\"start\",\"start\":[1,2]}",
                "{\"event\":\"start\",\"start\":{\"callSid\":{\"a\":1},\"streamSid\":\"MZ1\"}}",
                "\u0000\u0001\uFFFF",
            })
    void whatIsNoMessageOfTheProtocolIsGarbledAndThrowsNothing(String text) {
        assertThat(TwilioWire.read(text)).isInstanceOf(TwilioMessage.Garbled.class);
    }

    /** Any further field makes Twilio ignore the message: warning 31951. */
    @Test
    void whatIsSentHasExactlyTheDocumentedFields() {
        assertThat(TwilioWire.media("MZ1", new byte[] {-1, -1, 0}))
                .isEqualTo("{\"event\":\"media\",\"streamSid\":\"MZ1\",\"media\":{\"payload\":\"//8A\"}}");
        assertThat(TwilioWire.mark("MZ1", "turn-7"))
                .isEqualTo("{\"event\":\"mark\",\"streamSid\":\"MZ1\",\"mark\":{\"name\":\"turn-7\"}}");
        assertThat(TwilioWire.clear("MZ1")).isEqualTo("{\"event\":\"clear\",\"streamSid\":\"MZ1\"}");
    }

    @Test
    void aSidCannotWriteJson() {
        assertThat(TwilioWire.clear("MZ\",\"x\":\""))
                .isEqualTo("{\"event\":\"clear\",\"streamSid\":\"MZ\\\",\\\"x\\\":\\\"\"}");
    }
}
