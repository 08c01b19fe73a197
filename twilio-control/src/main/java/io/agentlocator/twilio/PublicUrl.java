package io.agentlocator.twilio;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The address at which Twilio reaches this deployment ({@code PUBLIC_BASE_URL}). Every URL in a TwiML document and every
 * signed URL starts with it.
 *
 * @param scheme {@code https}, or {@code http} if the address has it
 * @param host host, with the port if one is given, without scheme and slashes
 */
public record PublicUrl(String scheme, String host) {

    public static final String STREAM_PATH = "/ws/twilio-media";

    /**
     * Accepts the address with or without a scheme, with any number of trailing slashes and surrounding blanks. The default
     * scheme is {@code https}.
     *
     * @throws IllegalArgumentException if the text is no such address; the message is for the operator
     */
    public static PublicUrl parse(String text) {
        String trimmed = text.strip();
        String lower = trimmed.toLowerCase(Locale.ROOT);
        String scheme = "https";
        String rest = trimmed;
        int schemeEnd = lower.indexOf("://");
        if (schemeEnd >= 0) {
            scheme = switch (lower.substring(0, schemeEnd)) {
                case "https", "wss" -> "https";
                case "http", "ws" -> "http";
                default -> throw refused(text, "its scheme is neither https nor http");
            };
            rest = trimmed.substring(schemeEnd + 3);
        }
        rest = rest.replaceFirst("/+$", "").replaceFirst("^/+", "");
        if (rest.indexOf('/') >= 0 || rest.indexOf('?') >= 0 || rest.indexOf('#') >= 0) {
            throw refused(text, "it has more than a host: give it without a path");
        }
        try {
            URI uri = new URI(scheme + "://" + rest).parseServerAuthority();
            if (uri.getHost() == null || uri.getUserInfo() != null) {
                throw refused(text, "it names no host, or a user");
            }
        } catch (URISyntaxException e) {
            throw refused(text, "its host cannot be read");
        }
        return new PublicUrl(scheme, rest.toLowerCase(Locale.ROOT));
    }

    /**
     * Empty if nothing is set.
     *
     * @throws IllegalArgumentException as {@link #parse}
     */
    public static Optional<PublicUrl> parseOptional(@Nullable String text) {
        return text == null || text.isBlank() ? Optional.empty() : Optional.of(parse(text));
    }

    /** {@code https://host}, without a trailing slash. */
    public String base() {
        return scheme + "://" + host;
    }

    /** The absolute URL of a path, with exactly one slash between host and path. */
    public String of(String path) {
        return base() + "/" + path.replaceFirst("^/+", "");
    }

    /**
     * The URL at which Twilio opens the media stream. Twilio supports {@code wss} only; {@code ws} is used only for a plain
     * {@code http} address of this machine, where a simulator replaces Twilio.
     */
    public String stream() {
        return (scheme.equals("http") && isLoopback() ? "ws" : "wss") + "://" + host + STREAM_PATH;
    }

    private boolean isLoopback() {
        return host.matches("(localhost|127\\.\\d+\\.\\d+\\.\\d+|\\[::1])(:\\d+)?");
    }

    private static IllegalArgumentException refused(String text, String why) {
        return new IllegalArgumentException("not a public address: \"" + text + "\": " + why);
    }
}
