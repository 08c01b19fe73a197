package io.agentlocator.twilio;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Twilio's {@code X-Twilio-Signature}: base64(HMAC-SHA1(auth token, URL + each form parameter's name and value, sorted by
 * name)). The URL is the public one with the path and query exactly as they were sent. All received parameters count, also
 * unused ones; of a repeated parameter each distinct value counts once, sorted.
 *
 * <p>The SDK's validator is not used: it accepts a single value per name, and it decodes the query when it tries another
 * port. Both refuse valid signatures.
 */
public final class TwilioSignature {

    public static final String HEADER = "X-Twilio-Signature";

    private final SecretKeySpec key;

    public TwilioSignature(String authToken) {
        this.key = new SecretKeySpec(authToken.getBytes(UTF_8), "HmacSHA1");
    }

    /** The signature that Twilio sends for a request to exactly this URL. */
    public String sign(String url, Map<String, List<String>> form) {
        var signed = new StringBuilder(url);
        new TreeMap<>(form)
                .forEach((name, values) -> new TreeSet<>(values)
                        .forEach(value -> signed.append(name).append(value)));
        try {
            Mac mac = Mac.getInstance("HmacSHA1");
            mac.init(key);
            return Base64.getEncoder()
                    .encodeToString(mac.doFinal(signed.toString().getBytes(UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HmacSHA1 is part of every JDK", e);
        }
    }

    /** Verifies a webhook; a GET has an empty form. Twilio signs with or without the port, so both are tried. */
    public boolean verify(String url, Map<String, List<String>> form, @Nullable String signature) {
        if (signature == null || signature.isEmpty()) {
            return false;
        }
        boolean matches = false;
        for (String candidate : portForms(url)) {
            matches |= equal(sign(candidate, form), signature);
        }
        return matches;
    }

    /**
     * Verifies the upgrade that opens a media stream. Twilio signs the {@code wss} URL of the document, for some requests
     * with a trailing slash.
     */
    public boolean verifyUpgrade(String wssUrl, @Nullable String signature) {
        String bare = wssUrl.endsWith("/") ? wssUrl.substring(0, wssUrl.length() - 1) : wssUrl;
        return verify(bare, Map.of(), signature) | verify(bare + "/", Map.of(), signature);
    }

    private static boolean equal(String expected, String given) {
        return MessageDigest.isEqual(expected.getBytes(UTF_8), given.getBytes(UTF_8));
    }

    /** The URL as given, without its port, and with its scheme's port; user and fragment are never signed. */
    private static LinkedHashSet<String> portForms(String url) {
        var forms = new LinkedHashSet<String>();
        int fragment = url.indexOf('#');
        String whole = fragment < 0 ? url : url.substring(0, fragment);
        int authority = whole.indexOf("://") + 3;
        if (authority < 3) {
            forms.add(whole);
            return forms;
        }
        int path = authority;
        while (path < whole.length() && whole.charAt(path) != '/' && whole.charAt(path) != '?') {
            path++;
        }
        String scheme = whole.substring(0, authority);
        String server = whole.substring(Math.max(authority, whole.lastIndexOf('@', path - 1) + 1), path);
        String rest = whole.substring(path);
        int port = server.lastIndexOf(':');
        String host = port > server.lastIndexOf(']') ? server.substring(0, port) : server;
        boolean secure = scheme.equals("https://") || scheme.equals("wss://");
        forms.add(scheme + server + rest);
        forms.add(scheme + host + rest);
        if (host.equals(server)) {
            forms.add(scheme + host + (secure ? ":443" : ":80") + rest);
        }
        return forms;
    }
}
