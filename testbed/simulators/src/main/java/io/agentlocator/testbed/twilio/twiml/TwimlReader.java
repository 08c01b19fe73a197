package io.agentlocator.testbed.twilio.twiml;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.ErrorHandler;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;

/** Reads verbs from XML, as strict as Twilio's schema about the names of elements and attributes. */
public final class TwimlReader {
    private static final Map<String, Set<String>> KNOWN = Map.ofEntries(
            Map.entry("Response", Set.of()),
            Map.entry("Play", Set.of("loop", "digits")),
            Map.entry("Say", Set.of("voice", "language", "loop")),
            Map.entry("Pause", Set.of("length")),
            Map.entry("Connect", Set.of("action", "method")),
            Map.entry(
                    "Stream",
                    Set.of("url", "name", "track", "statusCallback", "statusCallbackMethod", "connectorName")),
            Map.entry("Parameter", Set.of("name", "value")),
            Map.entry(
                    "Record",
                    Set.of(
                            "action",
                            "method",
                            "timeout",
                            "finishOnKey",
                            "maxLength",
                            "playBeep",
                            "trim",
                            "recordingStatusCallback",
                            "recordingStatusCallbackMethod",
                            "recordingStatusCallbackEvent",
                            "transcribe",
                            "transcribeCallback",
                            "recordingConfigurationId")),
            Map.entry(
                    "Dial",
                    Set.of(
                            "action",
                            "method",
                            "timeout",
                            "timeLimit",
                            "hangupOnStar",
                            "callerId",
                            "record",
                            "trim",
                            "recordingStatusCallback",
                            "recordingStatusCallbackMethod",
                            "recordingStatusCallbackEvent",
                            "answerOnBridge",
                            "ringTone",
                            "sequential")),
            Map.entry(
                    "Number",
                    Set.of(
                            "sendDigits",
                            "url",
                            "method",
                            "statusCallback",
                            "statusCallbackMethod",
                            "statusCallbackEvent",
                            "byoc")),
            Map.entry(
                    "Sip",
                    Set.of(
                            "username",
                            "password",
                            "url",
                            "method",
                            "statusCallback",
                            "statusCallbackMethod",
                            "statusCallbackEvent")),
            Map.entry("Redirect", Set.of("method")),
            Map.entry("Hangup", Set.of()),
            Map.entry("Reject", Set.of("reason")));

    private final List<Twiml.Warning> warnings = new ArrayList<>();

    private TwimlReader() {}

    public static Twiml read(byte[] xml, Optional<String> url) throws Twiml.Unreadable {
        return new TwimlReader().document(xml, url);
    }

    public static void checkType(String contentType) throws Twiml.Unreadable {
        String type = contentType.toLowerCase(Locale.ROOT).split(";", 2)[0].strip();
        if (!Set.of("text/xml", "application/xml", "text/html").contains(type)) {
            throw new Twiml.Unreadable(12300, "Invalid Content-Type: " + (type.isEmpty() ? "none" : type));
        }
    }

    private Twiml document(byte[] xml, Optional<String> url) throws Twiml.Unreadable {
        Element root = parse(xml);
        if (!root.getTagName().equals("Response")) {
            throw new Twiml.Unreadable(12102, "Response element expected, found " + root.getTagName());
        }
        List<Verb> verbs = new ArrayList<>();
        for (Element element : children(root)) verb(element).ifPresent(verbs::add);
        return new Twiml(List.copyOf(verbs), url, List.copyOf(warnings));
    }

    private Optional<Verb> verb(Element element) {
        check(element);
        String text = element.getTextContent().strip();
        return switch (element.getTagName()) {
            case "Play" -> Optional.of(new Verb.Play(text, number(element, "loop", 1)));
            case "Say" -> say(element, text);
            case "Pause" -> Optional.of(new Verb.Pause(seconds(element, "length", 1)));
            case "Connect" -> connect(element);
            case "Record" -> Optional.of(voicemail(element));
            case "Dial" -> Optional.of(dial(element, text));
            case "Redirect" -> Optional.of(new Verb.Redirect(text, method(element, "method")));
            case "Hangup" -> Optional.of(new Verb.Hangup());
            case "Reject" ->
                Optional.of(new Verb.Reject(element.getAttribute("reason").equals("busy") ? "busy" : "failed"));
            default -> Optional.empty();
        };
    }

    private Optional<Verb> say(Element element, String text) {
        String language = element.getAttribute("language");
        boolean spoken = element.getAttribute("voice").startsWith("Google.");
        if (language.toLowerCase(Locale.ROOT).startsWith("he") && !spoken) {
            warnings.add(new Twiml.Warning(13512, "Invalid language attribute: " + language));
            return Optional.empty();
        }
        return Optional.of(new Verb.Say(text, number(element, "loop", 1)));
    }

    private Optional<Verb> connect(Element element) {
        for (Element noun : children(element)) {
            check(noun);
            if (noun.getTagName().equals("Stream")) {
                return Optional.of(
                        new Verb.Connect(optional(element, "action"), method(element, "method"), stream(noun)));
            }
        }
        warnings.add(new Twiml.Warning(12200, "Connect without a Stream"));
        return Optional.empty();
    }

    private Verb.Stream stream(Element element) {
        Map<String, String> parameters = new LinkedHashMap<>();
        for (Element parameter : children(element)) {
            check(parameter);
            String name = parameter.getAttribute("name");
            String value = parameter.getAttribute("value");
            if (name.length() + value.length() >= 500) {
                warnings.add(new Twiml.Warning(12200, "Parameter " + name + " of 500 characters or more"));
            } else {
                parameters.put(name, value);
            }
        }
        String track = element.getAttribute("track");
        return new Verb.Stream(
                element.getAttribute("url"),
                element.getAttribute("name"),
                track.isEmpty() ? "inbound_track" : track,
                optional(element, "statusCallback"),
                method(element, "statusCallbackMethod"),
                parameters);
    }

    private Verb dial(Element element, String text) {
        children(element).forEach(this::check);
        return new Verb.Dial(
                optional(element, "action"),
                method(element, "method"),
                seconds(element, "timeout", 30),
                seconds(element, "timeLimit", 14_400),
                text);
    }

    private Verb voicemail(Element element) {
        String events = element.getAttribute("recordingStatusCallbackEvent");
        String keys = element.hasAttribute("finishOnKey") ? element.getAttribute("finishOnKey") : "1234567890*#";
        return new Verb.Voicemail(
                optional(element, "action"),
                method(element, "method"),
                seconds(element, "timeout", 5),
                seconds(element, "maxLength", 3600),
                keys,
                !element.getAttribute("playBeep").equals("false"),
                !element.getAttribute("trim").equals("do-not-trim"),
                optional(element, "recordingStatusCallback"),
                method(element, "recordingStatusCallbackMethod"),
                events.isEmpty()
                        ? Set.of("completed")
                        : Set.copyOf(List.of(events.strip().split("\\s+"))));
    }

    private void check(Element element) {
        Set<String> known = KNOWN.get(element.getTagName());
        if (known == null) {
            warnings.add(new Twiml.Warning(12200, "Schema validation warning: element " + element.getTagName()));
            return;
        }
        var attributes = element.getAttributes();
        for (int i = 0; i < attributes.getLength(); i++) {
            String name = attributes.item(i).getNodeName();
            if (!known.contains(name)) {
                warnings.add(new Twiml.Warning(
                        12200, "Schema validation warning: attribute " + name + " of " + element.getTagName()));
            }
        }
    }

    private int number(Element element, String attribute, int otherwise) {
        String text = element.getAttribute(attribute).strip();
        if (text.isEmpty()) return otherwise;
        try {
            return Math.max(0, Integer.parseInt(text));
        } catch (NumberFormatException e) {
            warnings.add(new Twiml.Warning(12200, "Schema validation warning: " + attribute + "=" + text));
            return otherwise;
        }
    }

    private Duration seconds(Element element, String attribute, int otherwise) {
        return Duration.ofSeconds(number(element, attribute, otherwise));
    }

    private static String method(Element element, String attribute) {
        return element.getAttribute(attribute).equalsIgnoreCase("GET") ? "GET" : "POST";
    }

    private static Optional<String> optional(Element element, String attribute) {
        String value = element.getAttribute(attribute).strip();
        return value.isEmpty() ? Optional.empty() : Optional.of(value);
    }

    private static List<Element> children(Element parent) {
        List<Element> found = new ArrayList<>();
        for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element element) found.add(element);
        }
        return found;
    }

    private static Element parse(byte[] xml) throws Twiml.Unreadable {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            DocumentBuilder builder = factory.newDocumentBuilder();
            builder.setErrorHandler(new Strict());
            return builder.parse(new ByteArrayInputStream(xml)).getDocumentElement();
        } catch (SAXException e) {
            throw new Twiml.Unreadable(12100, "Document parse failure: " + e.getMessage());
        } catch (ParserConfigurationException | IOException e) {
            throw new IllegalStateException("no XML parser", e);
        }
    }

    /** The built-in handler prints to the error stream. */
    private static final class Strict implements ErrorHandler {
        @Override
        public void warning(SAXParseException e) {}

        @Override
        public void error(SAXParseException e) throws SAXException {
            throw e;
        }

        @Override
        public void fatalError(SAXParseException e) throws SAXException {
            throw e;
        }
    }
}
