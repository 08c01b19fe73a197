package io.agentlocator.testbed.twilio.twiml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TwimlReaderTest {
    @Test
    void readsTheDocumentOfACall() throws Exception {
        Twiml twiml = read("<?xml version='1.0' encoding='UTF-8'?><Response><Play>https://a.test/g.mp3</Play>"
                + "<Connect action='/ended'><Stream url='wss://a.test/ws'>"
                + "<Parameter name='business' value='שי בע״מ &amp; בניו'/></Stream></Connect><Hangup/></Response>");
        assertThat(twiml.warnings()).isEmpty();
        assertThat(twiml.verbs())
                .containsExactly(
                        new Verb.Play("https://a.test/g.mp3", 1),
                        new Verb.Connect(
                                Optional.of("/ended"),
                                "POST",
                                new Verb.Stream(
                                        "wss://a.test/ws",
                                        "",
                                        "inbound_track",
                                        Optional.empty(),
                                        "POST",
                                        Map.of("business", "שי בע״מ & בניו"))),
                        new Verb.Hangup());
    }

    @Test
    void recordHasTwiliosDefaults() throws Exception {
        assertThat(read("<Response><Record/></Response>").verbs())
                .containsExactly(new Verb.Voicemail(
                        Optional.empty(),
                        "POST",
                        Duration.ofSeconds(5),
                        Duration.ofHours(1),
                        "1234567890*#",
                        true,
                        true,
                        Optional.empty(),
                        "POST",
                        Set.of("completed")));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    ' <?xml version="1.0"?><Response/>' | 12100
                    <Response><Play>a?b&c</Play></Response> | 12100
                    <!DOCTYPE x [<!ENTITY a "b">]><Response/> | 12100
                    '' | 12100
                    <Answer/> | 12102
                    """)
    void unreadableDocuments(String xml, int code) {
        assertThatThrownBy(() -> read(xml))
                .isInstanceOfSatisfying(
                        Twiml.Unreadable.class, e -> assertThat(e.code()).isEqualTo(code));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    <Response><Say language="he-IL">שלום</Say></Response> | 13512
                    <Response><Connect><Stream url="wss://a.test/" action="/x"/></Connect></Response> | 12200
                    <Response><Dance/></Response> | 12200
                    <Response><Play lop="2">a</Play></Response> | 12200
                    """)
    void warnings(String xml, int code) throws Exception {
        assertThat(read(xml).warnings()).extracting(Twiml.Warning::code).containsExactly(code);
    }

    @Test
    void parameterOfFiveHundredCharactersIsLeftOut() throws Exception {
        String long500 = "x".repeat(500 - 5);
        Twiml twiml = read("<Response><Connect><Stream url='wss://a.test/'><Parameter name='token' value='" + long500
                + "'/><Parameter name='token2' value='" + "y".repeat(493) + "'/></Stream></Connect></Response>");
        Verb.Connect connect = (Verb.Connect) twiml.verbs().getFirst();
        assertThat(connect.stream().parameters()).containsOnlyKeys("token2");
    }

    @ParameterizedTest
    @CsvSource({"text/xml;charset=utf-8,true", "application/xml,true", "application/json,false", "'',false"})
    void contentTypes(String type, boolean accepted) {
        if (accepted) {
            org.assertj.core.api.Assertions.assertThatCode(() -> TwimlReader.checkType(type))
                    .doesNotThrowAnyException();
        } else {
            assertThatThrownBy(() -> TwimlReader.checkType(type))
                    .isInstanceOfSatisfying(
                            Twiml.Unreadable.class, e -> assertThat(e.code()).isEqualTo(12300));
        }
    }

    private static Twiml read(String xml) throws Twiml.Unreadable {
        return TwimlReader.read(xml.getBytes(StandardCharsets.UTF_8), Optional.of("https://a.test/voice"));
    }
}
