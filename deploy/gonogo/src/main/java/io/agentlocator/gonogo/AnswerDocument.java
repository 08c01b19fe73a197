package io.agentlocator.gonogo;

import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/**
 * The TwiML that answers a call, read as Twilio reads it.
 *
 * @param wrong what is wrong with it, in order; empty where it is as it must be
 */
record AnswerDocument(String greeting, String stream, Map<String, String> parameters, List<String> wrong) {

    static AnswerDocument read(byte[] document, String contentType) throws Exception {
        List<String> wrong = new ArrayList<>();
        String text = new String(document, java.nio.charset.StandardCharsets.UTF_8);
        if (!contentType
                .replace(" ", "")
                .toLowerCase(java.util.Locale.ROOT)
                .matches("(text|application)/xml(;charset=utf-8)?")) {
            wrong.add("its Content-Type is \"" + contentType + "\", not text/xml (12300)");
        }
        if (!text.startsWith("<?xml")) {
            wrong.add("something stands before <?xml (12100)");
        }
        if (text.contains("<Start")) {
            wrong.add("it has <Start>: the stream would go one way only");
        }
        if (text.matches("(?s).*<Say[^>]*language=\"he-IL\".*")) {
            wrong.add("it has <Say language=\"he-IL\"> (13512)");
        }
        List<Element> verbs = children(root(document));
        if (verbs.size() < 2
                || !verbs.get(0).getTagName().equals("Play")
                || !verbs.get(1).getTagName().equals("Connect")) {
            wrong.add("its verbs are " + verbs.stream().map(Element::getTagName).toList()
                    + ", not <Play> and then <Connect>");
            return new AnswerDocument("", "", Map.of(), wrong);
        }
        String greeting = verbs.get(0).getTextContent().strip();
        if (!greeting.matches("https?://[^/]+/static/tts/greeting_he\\.mp3")) {
            wrong.add("<Play> names \"" + greeting + "\", not an absolute URL of /static/tts/greeting_he.mp3 (11100)");
        }
        Element connect = verbs.get(1);
        if (!connect.getAttribute("action").endsWith("/webhook/stream_ended")) {
            wrong.add("<Connect> has the action \"" + connect.getAttribute("action")
                    + "\": a stream that dies would end the call");
        }
        List<Element> streams = children(connect).stream()
                .filter(child -> child.getTagName().equals("Stream"))
                .toList();
        if (streams.size() != 1) {
            wrong.add("<Connect> has " + streams.size() + " <Stream>");
            return new AnswerDocument(greeting, "", Map.of(), wrong);
        }
        String stream = streams.getFirst().getAttribute("url");
        if (!stream.matches("wss?://[^/?]+/ws/twilio-media/?")) {
            wrong.add("the stream's URL is \"" + stream + "\": Twilio wants wss:// and drops a query (31920)");
        }
        Map<String, String> parameters = new LinkedHashMap<>();
        for (Element child : children(streams.getFirst())) {
            if (child.getTagName().equals("Parameter")) {
                parameters.put(child.getAttribute("name"), child.getAttribute("value"));
            }
        }
        if (!parameters.containsKey("call_sid")) {
            wrong.add("<Stream> has no <Parameter name=\"call_sid\">");
        }
        return new AnswerDocument(greeting, stream, parameters, wrong);
    }

    private static Element root(byte[] document) throws Exception {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
        factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
        var builder = factory.newDocumentBuilder();
        builder.setErrorHandler(null);
        return builder.parse(new ByteArrayInputStream(document)).getDocumentElement();
    }

    private static List<Element> children(Element parent) {
        List<Element> children = new ArrayList<>();
        for (Node child = parent.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child instanceof Element element) {
                children.add(element);
            }
        }
        return children;
    }
}
