package io.agentlocator.twilio;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.reflect.Modifier;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

class TwimlDocumentsTest {

    private static final String CALL = "CA0123456789abcdef0123456789abcdef";
    private static final TwimlDocuments DOCUMENTS = new TwimlDocuments(PublicUrl.parse("ai-crmd.replit.app/"));

    static Map<String, String> documents() {
        return Map.ofEntries(
                entry("answer", DOCUMENTS.answer(CALL, "to.ken")),
                entry(
                        "answer-reported",
                        new TwimlDocuments(PublicUrl.parse("ai-crmd.replit.app"), true).answer(CALL, "to.ken")),
                entry("reply", DOCUMENTS.reply(CALL, 3, "to.ken")),
                entry("reconnect", DOCUMENTS.reconnect(CALL, 3, "to.ken")),
                entry("record-message", DOCUMENTS.recordMessage()),
                entry("take-message", DOCUMENTS.takeMessage()),
                entry("thanks", DOCUMENTS.thanks()),
                entry("transfer", DOCUMENTS.transfer("+97237000001")),
                entry("transfer-sip", DOCUMENTS.transfer("sip:office@example.com")),
                entry("hang-up", DOCUMENTS.hangUp()),
                entry("empty", DOCUMENTS.empty()));
    }

    /** A document that is added must be looked at here too. */
    @Test
    void everyDocumentIsAmongThem() {
        var makers = Arrays.stream(TwimlDocuments.class.getDeclaredMethods())
                .filter(method -> Modifier.isPublic(method.getModifiers())
                        && !Modifier.isStatic(method.getModifiers())
                        && method.getReturnType() == String.class)
                .map(method -> method.getName());
        assertThat(makers)
                .containsExactlyInAnyOrder(
                        "answer",
                        "reply",
                        "reconnect",
                        "recordMessage",
                        "takeMessage",
                        "thanks",
                        "transfer",
                        "hangUp",
                        "empty");
    }

    static List<Map.Entry<String, String>> eachDocument() {
        return List.copyOf(documents().entrySet());
    }

    @ParameterizedTest
    @MethodSource("eachDocument")
    void isExactlyTheGoldenDocument(Map.Entry<String, String> document) throws IOException {
        try (var golden = getClass().getResourceAsStream("/twiml/" + document.getKey() + ".xml")) {
            assertThat(golden).as("golden file of %s", document.getKey()).isNotNull();
            String expected = new String(golden.readAllBytes(), StandardCharsets.UTF_8).stripTrailing();
            assertThat(document.getValue()).isEqualTo(expected);
        }
    }

    @ParameterizedTest
    @MethodSource("eachDocument")
    void neverHoldsWhatTwilioRefuses(Map.Entry<String, String> document) throws Exception {
        assertThat(document.getValue())
                .startsWith("<?xml version=\"1.0\" encoding=\"UTF-8\"?>")
                .doesNotContain("<Start")
                .doesNotContain("<Say")
                .hasSizeLessThan(4000);
        assertThat(parse(document.getValue()).getDocumentElement().getTagName()).isEqualTo("Response");
    }

    @ParameterizedTest
    @MethodSource("eachDocument")
    void whatMayBeSentToALiveCallHoldsAbsoluteUrlsOnly(Map.Entry<String, String> document) throws Exception {
        if (document.getKey().startsWith("answer")) {
            return;
        }
        NodeList all = parse(document.getValue()).getElementsByTagName("*");
        for (int i = 0; i < all.getLength(); i++) {
            Element element = (Element) all.item(i);
            List<String> urls = new ArrayList<>();
            for (String name : List.of("action", "url", "recordingStatusCallback", "statusCallback")) {
                if (element.hasAttribute(name)) {
                    urls.add(element.getAttribute(name));
                }
            }
            if (element.getTagName().equals("Play")) {
                urls.add(element.getTextContent());
            }
            assertThat(urls)
                    .allSatisfy(url ->
                            assertThat(URI.create(url).isAbsolute()).as(url).isTrue());
        }
    }

    @Test
    void theActionStandsOnConnectAndTheStreamHasNoQuery() throws Exception {
        Document answer = parse(DOCUMENTS.answer(CALL, "to.ken"));
        Element stream = (Element) answer.getElementsByTagName("Stream").item(0);
        Element connect = (Element) stream.getParentNode();
        assertThat(connect.getTagName()).isEqualTo("Connect");
        assertThat(connect.getAttribute("action")).isEqualTo("/webhook/stream_ended");
        assertThat(stream.hasAttribute("action")).isFalse();
        assertThat(stream.getAttribute("url")).doesNotContain("?").startsWith("wss://");
        assertThat(connect.getPreviousSibling().getNodeName()).isEqualTo("Play");
    }

    @Test
    void theReplyWithTheLongestValuesStaysBelowTheLimitOfAnUpdate() {
        String host = ("a".repeat(60) + ".").repeat(4) + "example.com";
        String token =
                StreamToken.keyed("s", null).orElseThrow().mint("C".repeat(64), Instant.now(), Duration.ofDays(1));
        assertThat(new TwimlDocuments(PublicUrl.parse(host), true).reply("C".repeat(64), Integer.MAX_VALUE, token))
                .hasSizeLessThan(4000);
    }

    @Test
    void aValueCannotBreakOutOfItsAttribute() throws Exception {
        String hostile = "CA\"><Say>בע״מ & ׳\u0000\u0001\uFFFF 'x' < 😀";
        Document answer = parse(DOCUMENTS.answer(hostile, "t"));
        Element parameter = (Element) answer.getElementsByTagName("Parameter").item(0);
        assertThat(parameter.getAttribute("value")).isEqualTo("CA\"><Say>בע״מ & ׳ 'x' < 😀");
        assertThat(answer.getElementsByTagName("Say").getLength()).isZero();
    }

    @Test
    void theLongestTokenFitsIntoAParameter() {
        String token =
                StreamToken.keyed("s", null).orElseThrow().mint("C".repeat(64), Instant.now(), Duration.ofDays(1));
        assertThat(TwimlDocuments.TOKEN_PARAMETER.length() + token.length()).isLessThan(400);
    }

    private static Document parse(String xml) throws Exception {
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)));
    }
}
