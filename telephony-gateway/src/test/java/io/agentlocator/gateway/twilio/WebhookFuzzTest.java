package io.agentlocator.gateway.twilio;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.agentlocator.gateway.CallStates;
import io.agentlocator.gateway.EndedCalls;
import io.agentlocator.twilio.PublicUrl;
import io.agentlocator.twilio.StreamToken;
import io.agentlocator.twilio.TwilioSignature;
import java.io.ByteArrayInputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.parsers.SAXParser;
import javax.xml.parsers.SAXParserFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.xml.sax.Attributes;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/** Damaged webhooks: none fails, no forged one is accepted, and no signed one is refused. */
class WebhookFuzzTest {

    private static final int REQUESTS = 100_000;
    private static final String BASE = "https://voice.example.com";
    private static final Logger LOG = Logger.getLogger("io.agentlocator.gateway.twilio");

    private static final SAXParser PARSER = parser();

    private final TwilioSignature signature = new TwilioSignature("12345");
    private final Random random = new Random(20_260_301);
    private final BrokenWebhooks broken = new BrokenWebhooks(random);
    private int failures;

    /** One log line per request would be too many. */
    @BeforeAll
    static void quiet() {
        LOG.setLevel(Level.OFF);
    }

    @AfterAll
    static void loud() {
        LOG.setLevel(null);
    }

    @Test
    void noneIsAnsweredWithAFault() throws Exception {
        var statuses = new EnumMap<WebhookRoute, Integer>(WebhookRoute.class);
        TwilioWebhooks webhooks = webhooks();
        int believed = 0;
        for (int i = 0; i < REQUESTS; i++) {
            BrokenWebhooks.Sent sent = broken.next();
            Optional<String> signed = BrokenWebhooks.signature(sent, signature, BASE);
            String right = signed.orElse("");
            String given = switch (random.nextInt(10)) {
                case 0 -> null;
                case 1 -> broken.text();
                case 2 -> broken.changed(right);
                case 3 -> signature.sign(BASE + sent.uri(), Map.of());
                default -> right;
            };
            WebhookAnswer answer = webhooks.answer(
                    sent.route(),
                    new WebhookRequest(
                            sent.get(),
                            sent.uri(),
                            "http",
                            name -> name.equals(TwilioSignature.HEADER)
                                    ? given
                                    : sent.headers().get(name),
                            sent.body()));
            boolean preview = sent.route() == WebhookRoute.INCOMING_CALL && sent.get() && given == null;
            boolean genuine = preview || signed.isPresent() && right.equals(given);
            assertThat(answer.status())
                    .as("request %d %s", i, sent)
                    .isIn(
                            genuine
                                    ? sent.route().fallback() == WebhookRoute.Fallback.NO_CONTENT
                                            ? new Object[] {204}
                                            : new Object[] {200}
                                    : new Object[] {403});
            if (answer.twiml() != null) {
                assertSafe(answer.twiml());
            }
            believed += genuine ? 1 : 0;
            statuses.merge(sent.route(), 1, Integer::sum);
        }
        assertThat(statuses).hasSize(WebhookRoute.values().length);
        assertThat(believed).as("neither all nor none").isBetween(REQUESTS / 4, REQUESTS * 3 / 4);
        assertThat(failures).as("publications that failed").isPositive();
    }

    /** An outbox that is full at random. */
    private TwilioWebhooks webhooks() {
        var settings = new TwilioWebhooks.Settings(
                Optional.of(PublicUrl.parse(BASE)),
                Optional.of(signature),
                StreamToken.keyed(null, "12345"),
                Duration.ofSeconds(2),
                true);
        Runnable sometimesFull = () -> {
            if (random.nextInt(20) == 0) {
                failures++;
                throw new IllegalStateException("outbox full");
            }
        };
        return new TwilioWebhooks(
                settings,
                new CallStates(500, Duration.ofMinutes(1), new EndedCalls(1024), System::nanoTime),
                event -> sometimesFull.run(),
                event -> sometimesFull.run(),
                () -> Instant.EPOCH,
                System::nanoTime,
                () -> true);
    }

    private static SAXParser parser() {
        try {
            return SAXParserFactory.newInstance().newSAXParser();
        } catch (ParserConfigurationException | SAXException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void assertSafe(String twiml) throws Exception {
        assertThat(twiml).startsWith("<?xml version=\"1.0\" encoding=\"UTF-8\"?>");
        PARSER.reset();
        PARSER.parse(new ByteArrayInputStream(twiml.getBytes(UTF_8)), new Allowed());
    }

    private static final class Allowed extends DefaultHandler {
        @Override
        public void startElement(String uri, String local, String name, Attributes attributes) {
            assertThat(name)
                    .isIn("Response", "Play", "Connect", "Stream", "Parameter", "Record", "Hangup", "Dial", "Number");
        }
    }
}
