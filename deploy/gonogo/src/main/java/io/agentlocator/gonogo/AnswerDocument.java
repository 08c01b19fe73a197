package io.agentlocator.gonogo;

import java.io.ByteArrayInputStream;
import java.net.http.HttpResponse;
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
 * @param wrong what is wrong with it, in order; empty when it is right
 */
record AnswerDocument(String greeting, String stream, Map<String, String> parameters, List<Words> wrong) {

    static AnswerDocument read(HttpResponse<byte[]> answer) throws Exception {
        byte[] document = answer.body();
        String contentType = answer.headers().firstValue("Content-Type").orElse("");
        List<Words> wrong = new ArrayList<>();
        String text = new String(document, java.nio.charset.StandardCharsets.UTF_8);
        if (!contentType
                .replace(" ", "")
                .toLowerCase(java.util.Locale.ROOT)
                .matches("(text|application)/xml(;charset=utf-8)?")) {
            wrong.add(Words.of("twiml.12300", contentType));
        }
        if (!text.startsWith("<?xml")) {
            wrong.add(Words.of("twiml.12100"));
        }
        if (text.contains("<Start")) {
            wrong.add(Words.of("twiml.start"));
        }
        if (text.matches("(?s).*<Say[^>]*language=\"he-IL\".*")) {
            wrong.add(Words.of("twiml.13512"));
        }
        List<Element> verbs = children(root(document));
        if (verbs.size() < 2
                || !verbs.get(0).getTagName().equals("Play")
                || !verbs.get(1).getTagName().equals("Connect")) {
            wrong.add(Words.of(
                    "twiml.verbs", verbs.stream().map(Element::getTagName).toList()));
            return new AnswerDocument("", "", Map.of(), wrong);
        }
        String greeting = verbs.get(0).getTextContent().strip();
        if (!greeting.matches("https?://[^/]+/static/tts/greeting_he\\.mp3")) {
            wrong.add(Words.of("twiml.11100", greeting));
        }
        Element connect = verbs.get(1);
        if (!connect.getAttribute("action").endsWith("/webhook/stream_ended")) {
            wrong.add(Words.of("twiml.action", connect.getAttribute("action")));
        }
        List<Element> streams = children(connect).stream()
                .filter(child -> child.getTagName().equals("Stream"))
                .toList();
        if (streams.size() != 1) {
            wrong.add(Words.of("twiml.streams", streams.size()));
            return new AnswerDocument(greeting, "", Map.of(), wrong);
        }
        String stream = streams.getFirst().getAttribute("url");
        if (!stream.matches("wss?://[^/?]+/ws/twilio-media/?")) {
            wrong.add(Words.of("twiml.31920", stream));
        }
        Map<String, String> parameters = new LinkedHashMap<>();
        for (Element child : children(streams.getFirst())) {
            if (child.getTagName().equals("Parameter")) {
                parameters.put(child.getAttribute("name"), child.getAttribute("value"));
            }
        }
        if (!parameters.containsKey("call_sid")) {
            wrong.add(Words.of("twiml.parameter"));
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
