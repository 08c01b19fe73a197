package io.agentlocator.testbed.twilio.webhook;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;

/** Resolves and encodes the URLs of TwiML and webhooks. */
public final class Urls {
    private Urls() {}

    /** Empty for anything but an http(s) URL, and for a relative URL in a document without one. */
    public static Optional<String> http(Optional<String> document, String reference) {
        return resolve(document, reference).filter(url -> url.startsWith("https://") || url.startsWith("http://"));
    }

    /** Resolves a Stream's URL; a relative one takes the document's host with {@code wss}. */
    public static Optional<String> socket(Optional<String> document, String reference) {
        return resolve(document, reference)
                .map(url -> url.startsWith("https://") && !isAbsolute(reference)
                        ? "wss://" + url.substring("https://".length())
                        : url.startsWith("http://") && !isAbsolute(reference)
                                ? "ws://" + url.substring("http://".length())
                                : url);
    }

    /** The URL as the signature covers it: without fragment and user, and without port over https. */
    public static String signed(String url) {
        URI uri = URI.create(url);
        StringBuilder text = new StringBuilder(uri.getScheme()).append("://").append(uri.getHost());
        if (uri.getPort() >= 0 && !uri.getScheme().equals("https"))
            text.append(':').append(uri.getPort());
        if (uri.getRawPath() != null) text.append(uri.getRawPath());
        if (uri.getRawQuery() != null) text.append('?').append(uri.getRawQuery());
        return text.toString();
    }

    static String form(Map<String, String> params) {
        StringJoiner form = new StringJoiner("&");
        params.forEach((name, value) -> form.add(encode(name) + "=" + encode(value)));
        return form.toString();
    }

    static String withQuery(String url, Map<String, String> params) {
        if (params.isEmpty()) return url;
        int hash = url.indexOf('#');
        String plain = hash < 0 ? url : url.substring(0, hash);
        String fragment = hash < 0 ? "" : url.substring(hash);
        return plain + (plain.indexOf('?') < 0 ? "?" : "&") + form(params) + fragment;
    }

    static String fragment(String url) {
        int hash = url.indexOf('#');
        return hash < 0 ? "" : url.substring(hash + 1);
    }

    private static Optional<String> resolve(Optional<String> document, String reference) {
        try {
            URI uri = new URI(reference.strip());
            if (uri.isAbsolute()) return uri.getHost() == null ? Optional.empty() : Optional.of(uri.toString());
            if (reference.isBlank()) return Optional.empty();
            return document.map(base -> URI.create(base).resolve(uri).toString());
        } catch (java.net.URISyntaxException e) {
            return Optional.empty();
        }
    }

    private static boolean isAbsolute(String reference) {
        return reference.contains("://");
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
